"""The texts of the form. Its script (`texts.js`) finds each one by its key."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from inspection_lib.language import Catalogue, Message
from inspection_lib.visit.case_texts import case_texts
from inspection_lib.visit.closing_texts import closing_texts

TEXTS: Mapping[str, Message] = MappingProxyType(
    {
        "demonstration": Message("Demonstration data"),
        "steps": Message("Areas"),
        "progress": Message("{done} of {all} items"),
        "depending": Message("{count} more depend on other answers"),
        "need_evidence": Message("{count} need evidence"),
        "all_answered": Message("Everything is answered"),
        "next_open": Message("To the next open item"),
        "search": Message("Search by words or code"),
        "found": Message("{count} items found"),
        "look": Message("What to look at on site"),
        "basis": Message("Legal basis"),
        "to_be_verified": Message("to be verified"),
        "claim": Message("Unit's own claim"),
        "claim_evidence": Message("documents named: {documents}"),
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
        "day": Message("Day, such as 15/5/2017"),
        "day_form": Message("day/month/year"),
        "moment_form": Message("day/month/year hour:minute"),
        "not_done": Message("Not done"),
        "personal": Message(
            "This looks like personal data ({kinds}). Keep it only if it has to be recorded."
        ),
        "personal_file": Message("The name of a file looks like personal data"),
        "keep_file": Message("Keep the file under this name"),
        "keep_no_file": Message("Do not keep it"),
        "remark": Message("Remark"),
        "templates": Message("Templates of remarks"),
        "files": Message("Documents"),
        "more": Message("More"),
        "holds": Message("holds {parts}"),
        "holds_photos": Message("{count} photos"),
        "holds_documents": Message("{count} documents"),
        "holds_remark": Message("1 remark"),
        "holds_cause": Message("1 cause"),
        "agree": Message("Exactly as the unit claims"),
        "agree_all": Message("All as the unit claims ({count})"),
        "all_yes": Message("All: yes ({count})"),
        "group_all_done": Message("{done} items answered."),
        "group_done": Message(
            "{done} items answered; {left} left as they were, with an answer already or to be answered "
            "singly."
        ),
        "group_undone": Message("Answers taken back: {count}"),
        "undo_group": Message("Undo all of these"),
        "filter": Message("Show items"),
        "filter_all": Message("All items of the form"),
        "filter_failing": Message("Failing"),
        "filter_today": Message("Changed today"),
        "nothing_shown": Message("There is no such item."),
        "mended": Message("Mended already?"),
        "mend_by": Message("to be mended by {day}"),
        "overdue": Message("overdue"),
        "responsible": Message("responsible: {who}"),
        "cause": Message("Cause"),
        "no_cause": Message("No cause given"),
        "unknown_cause": Message("{cause} (a cause that this workbench does not know)"),
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
        "contradiction": Message("Two answers were recorded differently"),
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
        "bad_amount": Message(
            "Write an amount such as 350 triệu or 1,25 tỷ; without a unit, in that of the item."
        ),
        "points_range": Message("Points from 0 to {most}"),
        **case_texts(),
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
        "days": Message("Days of the document"),
        "made_on": Message("made on"),
        "valid_for": Message("valid for"),
        "valid_from": Message("valid from"),
        "valid_to": Message("valid to"),
        "keep_days": Message("Record the days"),
        "bad_period": Message("The period ends before it begins."),
        "too_large": Message("The file is larger than {size} MB."),
        "wrong_kind": Message(
            "This kind of file is not accepted: "
            "choose a photo, a recording (WEBM, OGG, M4A), a PDF, a Word, Excel, OpenDocument or text file."
        ),
        "unreadable_file": Message("The file cannot be read: choose it again."),
        "empty_file": Message("The file is empty."),
        "was_read": Message("I have read this"),
        "take_photo": Message("Take photos"),
        "no_camera": Message(
            "The camera cannot be used here. Take the photo with the device's own program and add it "
            "as a file."
        ),
        "photo_name": Message("Photo {moment}"),
        "photos_taken": Message("{count} taken"),
        "photos": Message("Photos"),
        "photo": Message("Photo: {name}"),
        "photo_at": Message("Photo {at} of {all}: {name}"),
        "enlarge": Message("Enlarge the photo: {name}"),
        "previous_photo": Message("Previous photo"),
        "next_photo": Message("Next photo"),
        "close": Message("Close"),
        "cannot_show": Message("This browser cannot show the picture. The file is kept as it is."),
        "not_here": Message(
            "The file cannot be shown at the moment: it is on another device, or there is no connection."
        ),
        "draw": Message("Draw on it"),
        "draw_on": Message("Draw on the photo {name}"),
        "draw_how": Message("Draw with a finger, a pen or the mouse. The photo itself stays as it is."),
        "arrow": Message("Arrow"),
        "circle": Message("Circle"),
        "line": Message("Line by hand"),
        "delete_all": Message("Delete all"),
        "keep_drawing": Message("Keep the drawing"),
        "draw_later": Message("Go on later"),
        "drawing_name": Message("{name} - drawing"),
        "drawn_on": Message("drawing on the photo {name}"),
        "drawing_open": Message("There is a drawing on it that is not kept yet."),
        "drawing_not_on_disk": Message(
            "The browser's disk is full: keep the drawing before you close the page."
        ),
        "cannot_draw": Message(
            "The drawing cannot be kept: the device has too little memory. Close other programs and "
            "try again."
        ),
        "record_sound": Message("Record a spoken remark"),
        "stop": Message("Stop"),
        "listen": Message("Listen"),
        "sound_name": Message("Spoken remark {moment}"),
        "sound_runs": Message("Recording: {time} of {most}"),
        "sound_over": Message("Recorded: {time}. Listen to it, then keep it or throw it away."),
        "sound_found": Message(
            "A recording that was not kept yet. Listen to it, then keep it or throw it away."
        ),
        "keep_sound": Message("Keep the recording"),
        "drop_sound": Message("Throw it away"),
        "sound_limit": Message("The recording ended because it reached the longest time or size."),
        "sound_not_on_disk": Message(
            "The browser's disk is full: keep the recording before you close the page."
        ),
        "no_microphone": Message(
            "This browser gives the page no microphone. Record with the device's own program and add "
            "the file."
        ),
        "microphone_refused": Message(
            "The microphone was not allowed. Allow it in the browser for this page, or add a file."
        ),
        "microphone_missing": Message("There is no microphone, or another program uses it."),
        "was_taken": Message("taken"),
        "not_on_disk": Message(
            "taken, but the browser's disk is full: do not close the page before it is saved"
        ),
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
        "package_kept": Message("This browser keeps {count} entries, also after saving."),
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
        "not_started": Message(
            "The form has not started. If this line stays, this app only previews the file and nothing "
            "can be entered: open the file in a browser (Chrome, Firefox), or use another device."
        ),
        "not_promised": Message(
            "This browser may delete what you entered when memory is short, or after days without use. "
            "Save the package before you leave."
        ),
        "other_tab": Message(
            "This form is open in another tab. Close that one, and this one opens by itself."
        ),
        "end": Message("End the visit"),
        "before_leaving": Message("Before leaving"),
        "nothing_open": Message(
            "Everything is answered and backed by evidence, and no answers were recorded differently."
        ),
        "still_unfinished": Message("Not finished, and not in the record"),
        "still_elsewhere": Message("In another tab, and not in the record"),
        "still_open": Message("Not answered"),
        "still_reason": Message("Not applicable, and no reason is given"),
        "still_evidence": Message("Evidence is missing"),
        "still_refused": Message("Files were refused"),
        "still_contradiction": Message("Answers recorded differently"),
        "submit": Message("Submit and write the minutes"),
        "submit_anyway": Message("Submit though something is missing"),
        "unshown": Message("Items not shown here count 0 unless answered. The record may also stay open."),
        "ask_submit": Message("Submit though something is open?"),
        "go_back": Message("Go back"),
        "submitted": Message("Submitted: {when}"),
        "minutes": Message("The minutes are ready to print and sign:"),
        "save_first": Message("Wait until everything is saved."),
        "back_to_form": Message("Back to the form"),
        **closing_texts(),
        "keys": Message("Keys"),
        "keys_help": Message(
            "Y or C: yes\nN or K: no\nD: exactly as the unit claims\nT or Alt+N: next unanswered item\n"
            "1 to 9: choose an answer\nAlt+arrows: item by item\n/: search\n?: this list"
        ),
        "tools": Message("Search, show"),
        "actor": Message("Recorded by (role)"),
        "role_needed": Message("Write the role of whoever records."),
    }
)


def form_texts(catalogue: Catalogue) -> dict[str, str]:
    """The texts in one language. The form replaces placeholders such as `{count}` itself."""
    return {key: catalogue.text(english.text) for key, english in TEXTS.items()}
