"""Settings, read from the environment and safe when nothing is set.

DEMO=true opens the demo (gallery, demo accounts, plain http on this machine); everything else
is a production setting. docs/operations.md lists each variable.
"""

from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from sdmtool.database import configured
from sdmtool.log_config import log_config
from sdmtool.secret import demo_field_key, local_secret

env = environ.Env()

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var")))

DEMO = env.bool("DEMO", default=False)
DEBUG = env.bool("DEBUG", default=False)
HTTPS = env.bool("HTTPS", default=not DEMO)
SECRET_KEY = env.str("SECRET_KEY", default="") or local_secret(VAR_DIR / "secret_key")
# What whoever holds a copy of the database cannot read is encrypted under the first, read with all.
FIELD_KEYS = env.list("FIELD_KEYS", default=[demo_field_key(SECRET_KEY)] if DEMO else [])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "crispy_forms",
    "sdmtool",
    "accounts",
    "medications",
    "consultations",
]

MIDDLEWARE = [
    # Before all that answers: no response leaves without their headers.
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "sdmtool.middleware.HeadersMiddleware",
    "sdmtool.health.HealthMiddleware",
    "sdmtool.logs.RequestLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.OrganisationMiddleware",
    "accounts.middleware.IdleMiddleware",
    "consultations.middleware.SeatMiddleware",
    "accounts.middleware.DenyByDefaultMiddleware",
    "accounts.middleware.BusyMiddleware",
    "sdmtool.middleware.NoStoreMiddleware",
    "consultations.middleware.LookMiddleware",
]

ROOT_URLCONF = "sdmtool.urls"
WSGI_APPLICATION = "sdmtool.wsgi.application"
ASGI_APPLICATION = "sdmtool.asgi.application"

CONTEXT_PROCESSORS = [
    "django.template.context_processors.request",
    "django.contrib.messages.context_processors.messages",
    "accounts.brought_back.brought_back",
    "accounts.idling.screen",
    "consultations.pages.idling.idling",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "environment": "sdmtool.jinja.environment",
            "context_processors": CONTEXT_PROCESSORS,
        },
    },
    {
        # Only for allauth's own pages, under one thin layout.
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates" / "django"],
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": CONTEXT_PROCESSORS},
    },
]
CRISPY_ALLOWED_TEMPLATE_PACKS = ["nhs"]
CRISPY_TEMPLATE_PACK = "nhs"
CRISPY_FAIL_SILENTLY = False


# Other machines are reached over TLS, unless operators say that the way is theirs alone.
PRIVATE_NETWORK = env.bool("PRIVATE_NETWORK", default=False)
_DATABASE = env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'sdmtool.sqlite3'}")
DATABASES = {"default": configured(_DATABASE, is_private=PRIVATE_NETWORK)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.str("REDIS_URL", default="")
_CACHES = "django.core.cache.backends"
CACHES: dict = {"default": {"BACKEND": f"{_CACHES}.locmem.LocMemCache"}}
if REDIS_URL:
    # Somebody's page waits: a cache that is out of reach says so soon.
    soon = {"socket_timeout": 1, "socket_connect_timeout": 1}
    redis = {"BACKEND": f"{_CACHES}.redis.RedisCache", "LOCATION": REDIS_URL, "OPTIONS": soon}
    CACHES = {"default": redis}

# How many processes serve pages on this machine (scripts/serve.sh). One alone needs no cache that
# is shared: it counts wrong passwords in its own memory.
WEB_PROCESSES = env.int("WEB_PROCESSES", default=2 if REDIS_URL else 1)

# How a save in one process reaches the open screens of another: "memory", "redis", "postgresql".
# Each screen's process looks for itself as well, after so many seconds at most.
_ON_POSTGRESQL = DATABASES["default"]["ENGINE"].endswith("postgresql")
_BUS = "redis" if REDIS_URL else "postgresql" if _ON_POSTGRESQL else "memory"
LIVE_BUS = env.str("LIVE_BUS", default=_BUS)
LIVE_LOOK_SECONDS = 0.25 if LIVE_BUS == "memory" else 0.5
STREAMS = "consultations.live.route"

# The public key for which copies are sealed; the private one is nowhere near this service.
BACKUP_RECIPIENT = env.str("BACKUP_RECIPIENT", default="")
# There while a copy has been brought back and finish_restore has not run: no service starts then.
RESTORED_FILE = VAR_DIR / "restored"

AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["accounts.hashing.CappedArgon2"]
# In each process, which has two threads (scripts/serve.sh): one stays free for pages.
HASHES_AT_ONCE = 1
HASH_WAIT_SECONDS = 1.0
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
        ("UserAttributeSimilarityValidator", {"user_attributes": ["email", "name"]}),
    )
]
AUTH_PASSWORD_VALIDATORS += [{"NAME": "accounts.passwords.OwnWordsValidator"}]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
# Passwords, and wrong codes and links on the way into a conversation; a whole clinic may share one
# address, at which everybody signs in on a Monday morning.
ACCOUNT_RATE_LIMITS = {
    "login": "300/m/ip",
    "login_failed": "60/m/ip,5/5m/key",
    "join": "60/10m/ip,10/10m/key",
    "join_here": "600/10m/key",
    "invited": "60/10m/ip,10/10m/key",
}
ACCOUNT_ADAPTER = "accounts.adapter.ClosedSignupAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_FORMS = {
    "login": "accounts.sign_in.SignInForm",
    "reset_password": "accounts.sign_in.AskForLinkForm",
    "reset_password_from_key": "accounts.sign_in.NewPasswordForm",
    "change_password": "accounts.sign_in.ChangePasswordForm",
    "reauthenticate": "accounts.sign_in.ConfirmForm",
}
# Not from the environment: with real people nobody works with a password alone.
SECOND_STEP_REQUIRED = not DEMO
MFA_ADAPTER = "accounts.factors.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# Nobody signs up: an address is known from who let them in, and from the link that was sent to it.
MFA_ALLOW_UNVERIFIED_EMAIL = True
# A code that turns while it is typed still counts, once (accounts/services/factors.py).
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "accounts.factor_forms.SecondStepForm",
    "reauthenticate": "accounts.factor_forms.ConfirmCodeForm",
    "activate_totp": "accounts.factor_forms.SetUpAppForm",
    "add_webauthn": "accounts.factor_forms.AddPasskeyForm",
    "authenticate_webauthn": "accounts.factor_forms.PasskeyForm",
    "reauthenticate_webauthn": "accounts.factor_forms.ConfirmPasskeyForm",
    "login_webauthn": "accounts.factor_forms.SignInWithPasskeyForm",
}
# What a provider of OpenID Connect has to say of somebody, each claim with the least it may be.
OIDC_ASSURANCE = env.dict("OIDC_ASSURANCE", default={})
OIDC_SERVER = env.str("OIDC_SERVER", default="")
# Where its pages of signing in are: the only places outside to which a form may be led on.
OIDC_SIGN_IN = list(filter(None, env.list("OIDC_SIGN_IN", default=[]) or [OIDC_SERVER]))
SOCIALACCOUNT_ADAPTER = "accounts.oidc.OwnAccountsAdapter"
SOCIALACCOUNT_PROVIDERS: dict = {"openid_connect": {"APPS": [], "OAUTH_PKCE_ENABLED": True}}
if OIDC_SERVER:
    SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"] = [
        {
            "provider_id": "provider",
            "name": env.str("OIDC_NAME", default="your organisation"),
            "client_id": env.str("OIDC_CLIENT_ID"),
            "secret": env.str("OIDC_CLIENT_SECRET"),
            "settings": {"server_url": OIDC_SERVER},
        }
    ]
# Mail says neither what the service is for nor who somebody is.
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="noreply@localhost")
vars().update(env.email_url("EMAIL_URL", default="consolemail://"))

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", _("English"))]
# A service with one language need not look its own words up: half the time of the comparison.
USE_I18N = len(LANGUAGES) > 1
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/London"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "build" / "static"]
STORAGES = {"staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}}

SESSION_ENGINE = "accounts.sessions"
# However much is done in it, a session of the staff ends so long after signing in.
SESSION_COOKIE_AGE = 8 * 60 * 60
# A screen of the staff locks when nobody has touched it for so long; ten minutes at most.
STAFF_IDLE_SECONDS = min(env.int("STAFF_IDLE_SECONDS", default=600), 600)
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
# A __Host- cookie is refused by browsers over plain http, which the demo on localhost uses.
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
# Of somebody who has joined a conversation without an account, and of one who waits at its door.
SEAT_COOKIE_NAME = "__Host-seat" if HTTPS else "seat"
KNOCK_COOKIE_NAME = "__Host-knock" if HTTPS else "knock"
MESSAGES_COOKIE_NAME = "__Host-messages" if HTTPS else "messages"
MESSAGE_STORAGE = "sdmtool.notices.HostCookieStorage"
# A screen that is handed over locks when nobody has touched it for so long. Not from the
# environment: no service may let it stay open for longer.
SHARED_IDLE_SECONDS = 5 * 60
# So long a record that was opened in an emergency can be read.
EMERGENCY_SECONDS = min(env.int("EMERGENCY_SECONDS", default=3600), 3600)
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "sdmtool.errors.form_expired"
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
# A place on the browsers' own list binds a whole domain for years: its owner asks for it, not we.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
# The proxy says who asks, and how: without it all would be counted as one address, its own.
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
ALLAUTH_TRUSTED_PROXY_COUNT = int(BEHIND_PROXY)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF, *OIDC_SIGN_IN],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    feature: [] for feature in ("camera", "geolocation", "microphone", "payment", "usb")
}

# What these say holds no name and no word of anybody; of all others the pattern is written only.
OWN_LOGGERS = ["sdmtool", "accounts", "medications", "consultations"]
LOGGING = log_config(is_plain=DEMO)
