"""Tags for django-allauth's pages, and what the Jinja2 pages share with them."""
