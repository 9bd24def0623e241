"""Files under a passphrase, in the format of `age`, so that other programs can open them as well."""

from __future__ import annotations

from followup_tui.errors import FileError

SUFFIX = ".age"
_MAGIC = b"age-encryption.org/v1\n"


def is_sealed(beginning: bytes) -> bool:
    """Whether a file that begins so is encrypted."""
    return beginning.startswith(_MAGIC)


def sealed(content: bytes, passphrase: str) -> bytes:
    """The content under a passphrase; opened again before it is given out."""
    import pyrage  # an extra; `require` has said so when it is missing

    made: bytes = pyrage.passphrase.encrypt(content, passphrase)
    if unsealed(made, passphrase) != content:
        raise FileError("The encrypted copy does not open again; nothing was written.")
    return made


def unsealed(content: bytes, passphrase: str) -> bytes:
    """What was sealed. Raises FileError for another passphrase, and for a file that is damaged."""
    import pyrage  # an extra; `require` has said so when it is missing

    try:
        opened: bytes = pyrage.passphrase.decrypt(content, passphrase)
    except pyrage.DecryptError:
        raise FileError(
            "The file does not open: another passphrase, or it is damaged; nothing was changed."
        ) from None
    return opened


def require() -> None:
    """Raises FileError where the program was installed without what encrypts."""
    try:
        import pyrage  # noqa: F401 - only whether it is there
    except ImportError:
        raise FileError(
            "Encrypted backups need one more package: install it with "
            "`pip install 'followup-tui[encrypt]'`."
        ) from None
