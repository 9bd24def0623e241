"""The screens and the dialogs on them."""
