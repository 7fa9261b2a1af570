"""Sign reports for the commands `inspection sign` and `inspection batch --sign`."""

from __future__ import annotations

from collections.abc import Sequence

from inspection_lib.cli.options import print_error, print_message
from inspection_lib.cli.passphrase import read_passphrase
from inspection_lib.errors import InspectionError
from inspection_lib.files import open_folder
from inspection_lib.keys import SigningKey, require_key, signing_key
from inspection_lib.language import Language, message, open_catalogue
from inspection_lib.verification import open_reference, sign_report
from inspection_lib.workbench import Workbench, this_moment


def open_signing_key(language: Language) -> SigningKey:
    """The key of this machine's inspector, opened with its passphrase. Raises KeyFileError."""
    require_key()
    return signing_key(lambda: read_passphrase(language))


def sign_reports(
    workbench: Workbench,
    place: str,
    units: Sequence[str],
    key: SigningKey,
    store_url: str,
    language: Language,
) -> int:
    """Sign the reports of some units and print how many; gives the number that could not be signed.

    ``place`` is the campaign's folder or URL. Each report is checked first, down to the answers.
    """
    catalogue = open_catalogue(language)
    reference = open_reference(store_url, str(workbench.folder))
    folder, signed_at = open_folder(place), this_moment()
    signed = refused = 0
    for code in units:
        try:
            signed += sign_report(folder, code, key, signed_at, reference)
        except InspectionError as error:
            refused += 1
            print_error(catalogue, code, error.fault)
    text = message(
        "{signed} reports signed by '{role}', key {fingerprint}; {before} were signed before, {refused} "
        "could not be signed.",
        signed=signed,
        role=key.signer.role,
        fingerprint=key.signer.fingerprint,
        before=len(units) - signed - refused,
        refused=refused,
    )
    print_message(catalogue, text)
    return refused
