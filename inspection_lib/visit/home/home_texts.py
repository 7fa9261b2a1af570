"""The texts of the home page and of the form's own page. Their scripts find each one by its key."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from inspection_lib.language import Catalogue, Message

HOME_TEXTS: Mapping[str, Message] = MappingProxyType(
    {
        "title": Message("Inspections"),
        "campaign": Message("Campaign"),
        "no_campaign": Message(
            "There is no campaign on this machine yet. Put in the stick of the office, press “Take in a file "
            "from a stick”, and choose the preparation by the office. Nothing else has to be done."
        ),
        "demonstration": Message("Demonstration data"),
        "search_unit": Message("Find a unit by name or code"),
        "mine": Message("My units today"),
        "mine_empty": Message("No unit is picked yet. Press “Add to my units” at a unit below."),
        "all_units": Message("All units"),
        "units_found": Message("{count} units"),
        "units_shown": Message("The first {shown} of {count} units. Type a name or a code to find others."),
        "no_unit": Message("No unit has this name or code."),
        "pick": Message("Add to my units"),
        "unpick": Message("Take from my units"),
        "progress": Message("{done} items answered; the checklist has {all}"),
        "depending": Message(" ({count} of them depend on other answers)"),
        "contradictory": Message("{count} answers recorded differently"),
        "open_form": Message("Open the form"),
        "more": Message("Minutes, submit, report…"),
        "close": Message("Close"),
        "stick": Message("Stick"),
        "make_bundle": Message("Make a bundle for the stick"),
        "take_in": Message("Take in a file from a stick"),
        "check": Message("What is wrong with my files?"),
        "bundle_units": Message("Units in the bundle"),
        "bundle_folder": Message("Where the file goes"),
        "passphrase": Message("Your own passphrase"),
        "passphrase_office": Message("Passphrase of the office's key"),
        "make": Message("Make the bundle"),
        "no_key": Message(
            "Once on this machine: make your key. With it you sign what you hand in, as by hand."
        ),
        "key_role": Message("Your role, such as: Secretary of the team"),
        "new_passphrase": Message("A passphrase of your own: at least 8 letters, typed once a day"),
        "no_passphrase": Message("A passphrase (may stay empty: the disk of this machine is protected)"),
        "passphrase_again": Message("The passphrase once more"),
        "own_folder": Message("Folder of this machine"),
        "bundle_next": Message(
            "Take the stick out as usual and bring it to the office. When the office asks for eight digits, "
            "they stand under “Keys of this machine”."
        ),
        "make_key": Message("Make the key"),
        "my_keys": Message("Keys of this machine"),
        "machine_name": Message("Name of this machine"),
        "no_name": Message("Without a name: the office gives one when it prepares the machine"),
        "key_of_machine": Message("Key of the machine"),
        "key_of_inspector": Message("Key of {role}"),
        "office_code": Message("Eight digits for the office"),
        "office_code_use": Message(
            "Read them out when the office, or a colleague of the team, takes in your first file. Never put "
            "them on the stick."
        ),
        "key_use": Message("Read it out when a colleague's machine asks for it. It is no secret."),
        "key_of_signer": Message(
            "The key of '{role}', as it was read out: sixteen digits or eight syllables"
        ),
        "which_machine": Message("Which machine is this one?"),
        "code_of_machine": Message("The eight digits that {machine} shows"),
        "digits_of_office": Message("The digits that the office reads out"),
        "confirm": Message("Confirm and take in"),
        "trust": Message("Trust another machine"),
        "trust_named": Message("Trust another machine: {name}"),
        "trust_what": Message(
            "Another machine wrote this record, and this one does not know its key. If you trust it, all "
            "that it wrote here counts as it stands, as what this machine wrote does, and it may go on "
            "writing. Whoever has that machine could then change or shorten the record unseen."
        ),
        "trust_how": Message(
            "Trust only a machine of your office. Call the person who has it, and ask for what its home page "
            "shows under “Keys of this machine”: the sixteen digits, or the eight syllables."
        ),
        "trust_said": Message("The sixteen digits or eight syllables of that machine"),
        "trust_name": Message("What that machine is called here"),
        "trust_now": Message("Trust this machine"),
        "save_copy": Message("Save a copy of the file"),
        "found_files": Message("Files on sticks"),
        "no_files": Message("No bundle and no package lies on a stick. Choose a file, or put in the stick."),
        "choose_file": Message("Choose a file"),
        "take_this": Message("Take in"),
        "look_again": Message("Look again"),
        "role_of_package": Message("The role of whoever saved the package, after you asked that person"),
        "roles_of_package": Message("The roles written in the package, after you asked, with ; between them"),
        "files_say": Message(
            "The files say this of themselves. Each is checked when it is taken in; a file may be taken "
            "in again."
        ),
        "working": Message("At work…"),
        "done": Message("Done"),
        "failed": Message("That did not work"),
        "needs_more": Message("One more thing is needed"),
        "sending": Message("Sending the file: {percent} %"),
        "points": Message("Points that are still open"),
        "nothing_open": Message(
            "Everything is answered and backed by evidence, and no answers were recorded differently."
        ),
        "nothing_else_open": Message("Nothing else is open."),
        "not_begun": Message("Nothing is recorded of this unit yet."),
        "submitted": Message("Submitted: {when}"),
        "submit": Message("Submit the record"),
        "submit_anyway": Message("Submit though something is missing"),
        "role": Message("Recorded by (role)"),
        "minutes": Message("Make the minutes"),
        "report": Message("Make the report"),
        "still_to_mend": Message("Findings still to be mended"),
        "open_only": Message("Open the form with only what is still open ({count})"),
        "papers": Message("To open or print"),
        "papers_older": Message("Made before the latest entries of this unit; make it again: {papers}"),
        "paper_report": Message("The report"),
        "paper_minutes": Message("The minutes, to print"),
        "paper_word": Message("The minutes, for Word"),
        "contradictions": Message("Answers recorded differently"),
        "no_contradictions": Message("No answers were recorded differently."),
        "decide_for": Message("Decide for this one"),
        "decide_why": Message("Why this answer stands"),
        "why_needed": Message("Write why."),
        "said_by": Message("{role}, {when}, {machine}"),
        "home": Message("Home page"),
        "opening": Message("Opening the form…"),
        "lost": Message("NO CONNECTION. What you enter is kept in this browser and sent again."),
        "lost_remedy": Message("Wait a moment; this page tells you what to press."),
        "form_ended": Message("The form has stopped. Everything that you entered is kept."),
        "start_again": Message("Open the form again"),
        "form_hung": Message(
            "The form does not answer. Wait, or open it again: everything that you entered is kept."
        ),
        "slow": Message(
            "Opening takes longer than usual. Wait, or try again: nothing that was entered before is lost."
        ),
        "server_ended": Message(
            "The program has been closed. What you entered is kept in this browser: start it again as usual."
        ),
        "try_again": Message("Try again"),
        "unreachable": Message("The program does not answer. Start it again as usual."),
    }
)


def home_texts(catalogue: Catalogue) -> dict[str, str]:
    """The texts in one language. The page replaces placeholders such as `{count}` itself."""
    return {key: catalogue.text(english.text) for key, english in HOME_TEXTS.items()}
