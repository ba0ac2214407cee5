"""How often one address may do dear things; a view names one of these with `@limiter.limit(…)`.

Changes are limited everywhere by default (directory/extensions.py); reading is limited by the proxy, not here.
"""

PUBLIC_FORM = "20 per hour"  # a careful resident corrects a handful of listings at a sitting
TYPING = "1200 per minute"  # forty people in one office, typing all the time; each box asks twice a second at most
