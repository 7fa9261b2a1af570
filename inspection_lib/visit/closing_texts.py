"""The texts of the form about the end of a visit: time, place, explanations, agreements, signatures."""

from __future__ import annotations

from inspection_lib.language import Message


def closing_texts() -> dict[str, Message]:
    """The messages by the keys that the form's modules use."""
    return {
        "the_visit": Message("The visit"),
        "no_names": Message("Only roles and offices: names stand on the signed paper alone."),
        "now": Message("This moment"),
        "moment": Message("Day and hour, such as 28/11/2026 08:05"),
        "bad_moment": Message("Write day and hour, such as 28/11/2026 08:05."),
        "ends_before": Message("The visit ends before it begins."),
        "get_position": Message("Record the position of this device"),
        "getting_position": Message("The device looks for its position..."),
        "position_is": Message("Position given by the device: {latitude}, {longitude}, error {accuracy} m"),
        "position_refused": Message(
            "The browser was not allowed to give the position. Nothing was recorded."
        ),
        "position_unknown": Message("This device cannot tell its position. Nothing was recorded."),
        "drop_position": Message("Take the position back"),
        "discussed": Message("Findings: explanation and agreement"),
        "no_findings": Message("No finding so far."),
        "maybe_findings": Message("The laptop judges the answers later: these may be findings."),
        "other_item": Message("An item that is not listed above"),
        "discuss_item": Message("Add this item"),
        "plan_due": Message("Day of the plan: {day}"),
        "other_machine": Message("Another machine has: {text}"),
        "use_this": Message("Keep this one"),
        "signatures": Message("Signatures"),
        "sign_how": Message(
            "Sign with a finger, a pen or the mouse. It is a signature drawn on the screen, bound to the "
            "record as it is now."
        ),
        "signer": Message("Office of whoever signs"),
        "signer_needed": Message("Write the office of whoever signs."),
        "sign_here": Message("Field to sign in: {who}"),
        "clear_strokes": Message("Clear"),
        "keep_signature": Message("Record the signature"),
        "sign_on_paper": Message("Signs on paper"),
        "sign_again": Message("Sign again"),
        "drop_signature": Message("Take the signature back"),
        "drawn": Message("Signature drawn on the screen"),
        "signed_at": Message("{office}, {when}"),
        "record_changed": Message("The record has changed after the signature: {changes}."),
        "sign_first_saved": Message("Wait until everything is saved, then sign."),
        "nothing_drawn": Message("Nothing is drawn yet."),
        "closing": Message("Submit and minutes"),
        "closing_tablet": Message(
            "Save the package and merge it on the laptop: the minutes are written there, with the signatures."
        ),
    }
