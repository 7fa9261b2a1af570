"""The texts of the form. Its script (`texts.js`) finds each one by its key."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from inspection_lib.language import Catalogue, Message

TEXTS: Mapping[str, Message] = MappingProxyType(
    {
        "demonstration": Message("Demonstration data"),
        "steps": Message("Areas"),
        "progress": Message("{done} of {all}"),
        "need_evidence": Message("{count} need evidence"),
        "all_answered": Message("Everything is answered"),
        "next_open": Message("Next unanswered"),
        "search": Message("Search by words or code"),
        "found": Message("{count} items found"),
        "look": Message("What to look at on site"),
        "basis": Message("Legal basis"),
        "to_be_verified": Message("to be verified"),
        "claim": Message("Unit's own claim"),
        "previous": Message("Last inspection"),
        "no_claim": Message("The unit has claimed nothing."),
        "yes": Message("Yes"),
        "no": Message("No"),
        "not_applicable": Message("Not applicable"),
        "reason": Message("Why it does not apply"),
        "points_reason": Message("Write into the note why they are not the full points."),
        "reason_needed": Message("Write why it does not apply; it is recorded then."),
        "numerator": Message("Numerator"),
        "denominator": Message("Denominator"),
        "done": Message("Done"),
        "target": Message("Target"),
        "cases": Message("cases"),
        "day": Message("Day (dd/mm/yyyy)"),
        "not_done": Message("Not done"),
        "personal": Message(
            "This looks like personal data ({kinds}). Keep it only if it has to be recorded."
        ),
        "personal_file": Message("The name of a file looks like personal data"),
        "keep_file": Message("Keep the file under this name"),
        "keep_no_file": Message("Do not keep it"),
        "remark": Message("Remark"),
        "cause": Message("Cause"),
        "no_cause": Message("No cause given"),
        "evidence": Message("Evidence"),
        "evidence_needed": Message("This item demands evidence."),
        "add_files": Message("Add photos or files"),
        "document_number": Message("Number of a document"),
        "add_number": Message("Add the number"),
        "take_back": Message("Take back"),
        "clear": Message("Clear the answer"),
        "undo": Message("Undo"),
        "history": Message("History"),
        "who": Message("Who"),
        "when": Message("When"),
        "what": Message("What"),
        "was": Message("Before"),
        "becomes": Message("After"),
        "saved": Message("Saved"),
        "not_kept": Message("Only in this open page"),
        "saving": Message("Saving..."),
        "unsaved": Message("Not saved yet"),
        "unfinished": Message("Not complete yet"),
        "all_saved": Message("Everything is saved"),
        "some_unsaved": Message("{count} changes are not saved yet: {items}"),
        "some_unfinished": Message("Not finished, and not in the record: {items}"),
        "some_elsewhere": Message("In another tab, and not in the record: {items}"),
        "some_refused": Message("Refused files: {items}"),
        "lost": Message(
            "NO CONNECTION to the notebook. What you enter is kept in this browser and sent again."
        ),
        "lost_remedy": Message(
            "In the notebook: Run, Run All Cells. This form then opens again and saves the rest."
        ),
        "store_trouble": Message(
            "NOT SAVED: the record cannot be written. What you enter is kept in this browser."
        ),
        "browser_trouble": Message(
            "This browser keeps nothing: do not close the page before everything is saved."
        ),
        "conflict": Message("Somebody else answered meanwhile"),
        "contradiction": Message("Two answers contradict each other"),
        "theirs": Message("In the record"),
        "mine": Message("Yours"),
        "keep_mine": Message("Record mine"),
        "keep_theirs": Message("Keep theirs"),
        "decide_for": Message("Decide for this one"),
        "bad_whole": Message("Write a whole number."),
        "bad_ratio": Message("The first number is larger than the second."),
        "bad_day": Message("Write a day such as 15/5/2017."),
        "far_day": Message("The day is far from the inspected period: check its year."),
        "bad_number": Message("Write a number such as 42 or 42,5."),
        "points_range": Message("Points from 0 to {most}"),
        "points_in_steps": Message("Points from 0 to {most}, in steps of {step}"),
        "too_many_points": Message("At most {most} points."),
        "bad_step": Message("The points must be a multiple of {step}."),
        "two_ways": Message(
            "{text} can be read in two ways: write {whole} for the whole number or {fraction} for the "
            "fraction."
        ),
        "too_long": Message(
            "Too long: {count} letters, at most {most}. It is not recorded until it is shorter."
        ),
        "days": Message("Days"),
        "made_on": Message("made on"),
        "valid_for": Message("valid for"),
        "valid_from": Message("valid from"),
        "valid_to": Message("valid to"),
        "keep_days": Message("Record the days"),
        "bad_period": Message("The period ends before it begins."),
        "too_large": Message("The file is larger than {size} MB."),
        "wrong_kind": Message(
            "This kind of file is not accepted: "
            "choose a photo, a PDF, a Word, Excel, OpenDocument or text file."
        ),
        "unreadable_file": Message("The file cannot be read: choose it again."),
        "empty_file": Message("The file is empty."),
        "was_read": Message("I have read this"),
        "points": Message("{points} of {maximum} points"),
        "folds": Message("Does not apply"),
        "save_package": Message("Save the package"),
        "package_saved": Message("Package saved: {file}. Copy it to the laptop and merge it there."),
        "package_failed": Message("The package could not be saved:"),
        "not_in_package": Message("NOT in it, because it is not finished: {items}."),
        "older_in_package": Message(
            "Of these it has the earlier answer, without what is being typed: {items}."
        ),
        "files_not_in_package": Message("Refused files, not in it: {items}."),
        "package_kept": Message(
            "Kept in this browser: {count} entries. They stay here after the package is saved."
        ),
        "package_some_kept": Message(
            "Kept in this browser: {count} entries, {more} of them in no package yet."
        ),
        "package_only_here": Message(
            "NOT KEPT: {count} entries are in this open page only, because this browser keeps nothing. "
            "Save the package before you close it."
        ),
        "offline": Message(
            "Works without network, in a normal window, not in a private one. Save the package at the end; "
            "the points are worked out when it is merged."
        ),
        "other_tab": Message(
            "This form is open in another tab. Close that one, and this one opens by itself."
        ),
        "end": Message("End the visit"),
        "before_leaving": Message("Before leaving"),
        "nothing_open": Message("Everything is answered, backed by evidence and without contradiction."),
        "still_unfinished": Message("Not finished, and not in the record"),
        "still_elsewhere": Message("In another tab, and not in the record"),
        "still_open": Message("Not answered"),
        "still_reason": Message("Not applicable, and no reason is given"),
        "still_evidence": Message("Evidence is missing"),
        "still_refused": Message("Files were refused"),
        "still_contradiction": Message("Contradicting answers"),
        "submit": Message("Submit and write the minutes"),
        "submit_anyway": Message("Submit though something is missing"),
        "ask_submit": Message("Submit though something is open?"),
        "go_back": Message("Go back"),
        "submitted": Message("Submitted: {when}"),
        "minutes": Message("The minutes are ready to print and sign:"),
        "save_first": Message("Wait until everything is saved."),
        "keys": Message("Keys: Alt+N next unanswered, Alt+arrows item by item, 1 to 9 choose, / search"),
        "actor": Message("Recorded by (role)"),
        "role_needed": Message("Write the role of whoever records."),
    }
)


def form_texts(catalogue: Catalogue) -> dict[str, str]:
    """The texts in one language. The form replaces placeholders such as `{count}` itself."""
    return {key: catalogue.text(english.text) for key, english in TEXTS.items()}
