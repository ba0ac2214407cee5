"""The peer of the page benchmarks: Flask and Jinja with twenty ready-made results and nothing behind them."""

from flask import Flask, render_template_string

PAGE = """<!doctype html><html lang="en-GB"><head><title>Results</title></head><body><h1>Results</h1><ol>
{% for result in results %}<li><h2><a href="/listings/{{ result.id }}">{{ result.name }}</a></h2>
<p>{{ result.organization }}</p><p>{{ result.summary }}</p><p>{{ result.place }}, {{ result.distance }} miles</p>
<p>{{ result.next }}</p><p>{{ result.cost }}</p></li>{% endfor %}</ol></body></html>"""

RESULTS = [
    {
        "id": number,
        "name": f"Listing {number}",
        "organization": "An organisation",
        "summary": "What happens here, in a sentence of ordinary length that somebody reads on a phone.",
        "place": "Mansfield",
        "distance": number / 3,
        "next": "Tuesday 6 January, 10am to 12 noon",
        "cost": "£2.50 a session",
    }
    for number in range(20)
]


def create_bare_app() -> Flask:
    """A Flask application with one page."""
    bare = Flask("bare")

    @bare.get("/")
    def results() -> str:
        return render_template_string(PAGE, results=RESULTS)

    @bare.get("/health")
    def health() -> str:
        return "ok"

    return bare


app = create_bare_app()
