"""The record of events and their evidence. This is the only room that writes events."""

from __future__ import annotations

from inspection_lib.on_use import loaded_on_use

with loaded_on_use(globals()):
    from inspection_lib.record.acceptance import Accepted, CauseKey, accept_chains, check_chains
    from inspection_lib.record.account import (
        CampaignLog,
        HistoryLine,
        LogKind,
        LogLine,
        UnitHistory,
        campaign_log,
        unit_history,
    )
    from inspection_lib.record.address import refuse_secrets
    from inspection_lib.record.amendment import (
        Amendment,
        UnfitAnswer,
        find_unfit_answers,
        is_same_question,
    )
    from inspection_lib.record.attachments import (
        attached_files,
        fold_attachments,
        read_attachment,
        write_attachment,
    )
    from inspection_lib.record.backups import Restored, check_backup, make_backup, restore_backup
    from inspection_lib.record.chain import in_order, next_event, verify_chain
    from inspection_lib.record.correction import is_correction
    from inspection_lib.record.devices import device_chains, record_device, unrecognised_digests
    from inspection_lib.record.encoding import canonical_json, event_from_json, event_to_json
    from inspection_lib.record.ends import SignedEnd, UnitEnds
    from inspection_lib.record.entries import canonical_entry, check_frozen
    from inspection_lib.record.evidence import (
        EvidenceFile,
        EvidenceFolder,
        describe,
        evidence_folder,
    )
    from inspection_lib.record.fact_shapes import (
        MAX_FACT,
        read_position,
        read_signature,
        write_accepted,
        write_mended,
        write_position,
        write_signature,
    )
    from inspection_lib.record.file_kinds import (
        MAX_FILE_BYTES,
        MAX_SOUND_BYTES,
        MAX_SOUND_SECONDS,
        check_kind,
        safe_name,
    )
    from inspection_lib.record.fold import (
        RESPONSES,
        ResponseKey,
        counted,
        events_of_item,
        find_contradictions,
        fold_answers,
        is_contradictory,
        recorded_checklist,
        recorded_versions,
        standing_imports,
        standing_responses,
        submitted_at,
        together_of,
        version_number,
    )
    from inspection_lib.record.forks import forks_of
    from inspection_lib.record.handed_in import (
        FoundFiles,
        KeptFiles,
        find_files,
        is_of_the_system,
        keep_files,
    )
    from inspection_lib.record.importing import Change, FileResult, FileToImport
    from inspection_lib.record.moments import utc_moment, utc_now
    from inspection_lib.record.outlines import UnitOutline, campaign_outlines
    from inspection_lib.record.photos import photo_remarks
    from inspection_lib.record.recorder import Recorder
    from inspection_lib.record.redaction import (
        RemovalRequest,
        TakenOut,
        check_removals,
        delete_removed_files,
        holds_expiring_texts,
        redact,
        redactions_of,
    )
    from inspection_lib.record.removal import Removal, read_removal
    from inspection_lib.record.seal import chain_head, later_events, state_sealed
    from inspection_lib.record.soundness import MAX_SHORT, MAX_TEXT
    from inspection_lib.record.spans import (
        Clock,
        Span,
        clock_of,
        is_future,
        is_later,
        read_span,
        wrong_clocks,
    )
    from inspection_lib.record.storage import (
        EventStore,
        Faults,
        KeptRecord,
        create_store,
        create_store_with_roles,
        open_store,
    )
    from inspection_lib.record.store_faults import check_store_files, table_faults
    from inspection_lib.record.texts import texts_of
    from inspection_lib.record.visit_facts import fold_facts, standing_facts, texts_of_facts

__all__ = [
    "MAX_FACT",
    "MAX_FILE_BYTES",
    "MAX_SHORT",
    "MAX_SOUND_BYTES",
    "MAX_SOUND_SECONDS",
    "MAX_TEXT",
    "RESPONSES",
    "Accepted",
    "Amendment",
    "CampaignLog",
    "CauseKey",
    "Change",
    "Clock",
    "EventStore",
    "EvidenceFile",
    "EvidenceFolder",
    "Faults",
    "FileResult",
    "FileToImport",
    "FoundFiles",
    "HistoryLine",
    "KeptFiles",
    "KeptRecord",
    "LogKind",
    "LogLine",
    "Recorder",
    "Removal",
    "RemovalRequest",
    "ResponseKey",
    "Restored",
    "SignedEnd",
    "Span",
    "TakenOut",
    "UnfitAnswer",
    "UnitEnds",
    "UnitHistory",
    "UnitOutline",
    "accept_chains",
    "attached_files",
    "campaign_log",
    "campaign_outlines",
    "canonical_entry",
    "canonical_json",
    "chain_head",
    "check_backup",
    "check_chains",
    "check_frozen",
    "check_kind",
    "check_removals",
    "check_store_files",
    "clock_of",
    "counted",
    "create_store",
    "create_store_with_roles",
    "delete_removed_files",
    "describe",
    "device_chains",
    "event_from_json",
    "event_to_json",
    "events_of_item",
    "evidence_folder",
    "find_contradictions",
    "find_files",
    "find_unfit_answers",
    "fold_answers",
    "fold_attachments",
    "fold_facts",
    "forks_of",
    "holds_expiring_texts",
    "in_order",
    "is_contradictory",
    "is_correction",
    "is_future",
    "is_later",
    "is_of_the_system",
    "is_same_question",
    "keep_files",
    "later_events",
    "make_backup",
    "next_event",
    "open_store",
    "photo_remarks",
    "read_attachment",
    "read_position",
    "read_removal",
    "read_signature",
    "read_span",
    "record_device",
    "recorded_checklist",
    "recorded_versions",
    "redact",
    "redactions_of",
    "refuse_secrets",
    "restore_backup",
    "safe_name",
    "standing_facts",
    "standing_imports",
    "standing_responses",
    "state_sealed",
    "submitted_at",
    "table_faults",
    "texts_of",
    "texts_of_facts",
    "together_of",
    "unit_history",
    "unrecognised_digests",
    "utc_moment",
    "utc_now",
    "verify_chain",
    "version_number",
    "write_accepted",
    "write_attachment",
    "write_mended",
    "write_position",
    "write_signature",
    "wrong_clocks",
]
