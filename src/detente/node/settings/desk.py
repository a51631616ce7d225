"""The officers' desk: sign-in, sessions, pages, translations.

Cookies carry the node's letters, so that two nodes under one browser never take each other's. Over plain HTTP the
desk works on loopback only, behind the development switch; `detente.web.desk.checks` refuses everything else.
"""

from pathlib import Path

from detente.node.settings.base import *  # noqa: F403 - a settings module is the base with changes
from detente.node.settings.base import DETENTE_DEVELOPMENT, HOME
from detente.node.settings.base import INSTALLED_APPS as STORES

# By place, not by import: the web is above the node.
WEB = Path(__file__).resolve().parents[2] / "web"

INSTALLED_APPS = [
    *STORES,
    "detente.web.desk",
    "detente.web.oversight",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "detente.web.desk.headers.StrictHeaders",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "detente.web.desk.errors.PlainErrors",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "detente.web.desk.frame.frame",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
ROOT_URLCONF = "detente.web.urls"
DETENTE_DESK = "detente.node.desk_gateway.desk"

LANGUAGES = [("fr", "Français"), ("en", "English"), ("ru", "Русский"), ("ar", "العربية")]
LOCALE_PATHS = [WEB / "locale"]
STATIC_URL = "/static/"
STATICFILES_DIRS = [WEB / "static"]
WHITENOISE_USE_FINDERS = True

ALLOWED_HOSTS = list(HOME.hosts)
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in HOME.hosts]
CSRF_FAILURE_VIEW = "detente.web.desk.errors.stale_form"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = not DETENTE_DEVELOPMENT
SESSION_COOKIE_SECURE = not DETENTE_DEVELOPMENT
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
LANGUAGE_COOKIE_SECURE = not DETENTE_DEVELOPMENT
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60
# The __Host- prefix makes the browser refuse a cookie that a neighbouring host tries to set; it demands Secure.
_PREFIX = f"detente-{HOME.code}" if DETENTE_DEVELOPMENT else f"__Host-detente-{HOME.code}"
SESSION_COOKIE_NAME = f"{_PREFIX}-session"
CSRF_COOKIE_NAME = f"{_PREFIX}-csrf"
LANGUAGE_COOKIE_NAME = f"{_PREFIX}-language"
DETENTE_KEYS_COOKIE = f"{_PREFIX}-keys"

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 0 if DETENTE_DEVELOPMENT else 365 * 24 * 60 * 60
X_FRAME_OPTIONS = "DENY"
# A draft of 500 pages in a script of two bytes a letter, each written as six in a form; files do not count.
DATA_UPLOAD_MAX_MEMORY_SIZE = 32 << 20

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "my-work"
ACCOUNT_ADAPTER = "detente.web.desk.accounts.DeskAccounts"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
MFA_ADAPTER = "detente.web.desk.second_factors.DeskSecondFactors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_FORMS = {
    "add_webauthn": "detente.web.desk.passkeys.PasskeyForm",
    "edit_webauthn": "detente.web.desk.passkeys.RenamedPasskeyForm",
}
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DETENTE_DEVELOPMENT
MFA_TOTP_ISSUER = f"Détente {HOME.code.upper()}"
