"""Draws docs/images/results.png: one search on a desk and on a phone. Run it while `make run` is serving:

.venv/bin/python docs/images/make.py [http://127.0.0.1:8000]
"""

import base64
import os
import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

SEARCH = "/search?q=falls&near=NG18"
TARGET = Path(__file__).with_name("results.png")
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")
DESK, PHONE = (1280, 1080), (390, 1080)
PICTURE = """
<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0; padding: 30px; display: flex; gap: 30px; align-items: flex-start; background: #e2eeea }}
img {{ display: block; border-radius: 10px; box-shadow: 0 4px 24px #0b535140 }}
img + img {{ border-radius: 22px }}
</style><img src="{desk}" height="760"><img src="{phone}" height="760">
"""


def draw(site: str) -> None:
    """Take both views and put them side by side."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ.get("CHROMIUM") or None, args=FLAGS)
        desk, phone = (_view(browser, site + SEARCH, size) for size in (DESK, PHONE))
        page = browser.new_page(viewport={"width": 1266, "height": 820})
        page.set_content(PICTURE.format(desk=desk, phone=phone))
        page.screenshot(path=TARGET)
        browser.close()
    print(f"{TARGET.name}: {TARGET.stat().st_size // 1024} KB")


def _view(browser: Browser, address: str, size: tuple[int, int]) -> str:
    page = browser.new_page(viewport={"width": size[0], "height": size[1]})
    page.goto(address, wait_until="networkidle")
    picture = base64.b64encode(page.screenshot()).decode()
    page.close()
    return f"data:image/png;base64,{picture}"


if __name__ == "__main__":
    draw((sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000").rstrip("/"))
