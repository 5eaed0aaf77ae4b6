"""The extractor as an HTTP service, behind `extractor serve`; it needs the extra `api`.

limits   what one request may cost
models   what comes in and what goes out
workers  processes that read articles and can be stopped
app      the routes
"""
