// The values that the form's modules hand to each other. The messages have their other half in Python, in
// `messages.py`; the definition is made by `definition.py`.

export type ItemKind =
  "yes_no" | "level" | "ratio" | "count" | "occurrences" | "date" | "number" | "text" | "points" | "cases";

export interface Item {
  id: string;
  kind: ItemKind;
  question: string;
  points: string;
  look: string[];
  basis: { text: string; verified: boolean }[];
  labels: Record<string, string>;
  levels: [key: string, label: string][];
  evidence_required: boolean;
  /** The item that decides whether this one is asked, and the answers with which it is. */
  applies: [item: string, answers: string[]] | null;
  exempt: string;
  takes_na: boolean;
  /** Of points that are given: the most, and the step of which they are a multiple ("" for any). */
  most: string;
  /** Of an item outside the maximum: the fewest points; "" otherwise. */
  least?: string;
  step: string;
  /** Of a number: whether it may lie below 0, and the unit of an amount of money ("" for none). */
  negative: boolean;
  money: "" | "dong" | "thousand" | "million" | "billion";
  /** Of cases: what their rows come to; with "share" each is met or not, else it has a figure. */
  reduce?: "" | "share" | "mean" | "median" | "worst";
  /** Of cases that were drawn from a register: the names of their rows, and of how many cases. */
  drawn?: string[];
  drawn_of?: number;
  /** Templates of remarks. */
  remarks: string[];
  /** The day by which the plan has a finding mended, as people write it. */
  due: string;
}

export interface Area {
  id: string;
  title: string;
  /** Each is followed by the groups in it, whose depth is 2 and more. */
  criteria: { id: string; title: string; items: Item[]; how?: string; depth?: number }[];
  /** How its points come about and count; nothing where they add up. */
  how?: string;
}

/** Everything that the form needs to be drawn, except the answers. */
export interface Definition {
  campaign: string;
  campaign_title: string;
  unit: string;
  unit_name: string;
  checklist: string;
  digest: string;
  demonstration: boolean;
  language: string;
  actor: string;
  most_bytes: number;
  most_sound_seconds: number;
  most_sound_bytes: number;
  /** The first and the last inspected year. */
  period: [from: number, to: number];
  areas: Area[];
  causes: [key: string, label: string][];
  texts: Record<string, string>;
  /** What personal data looks like, and what only looks so. */
  personal: { patterns: [kind: string, pattern: string][]; alike: string[] };
  /** Of the office, as the browser knows time zones: moments of the visit are written in it. */
  time_zone: string;
  /** What the unit is called: where the visit is, unless something else is noted. */
  place: string;
  /** The signatures, each with the office that is expected to sign. */
  signers: [field: string, office: string][];
  /** Whose answers the form takes: "inspector", or "self" for the unit's own score. */
  source?: string;
  /** What the form says where it has only the items with open findings; "" where it has all. */
  only_open?: string;
}

/** A response that stands in the record. In the one-file form `digest` is empty: nothing has one yet. */
export interface Head {
  digest: string;
  kind: string;
  raw: string;
  text: string;
  note: string;
  evidence: string[];
  cause: string;
  actor: string;
  machine: string;
  when: string;
  client: string;
}

/** The days of a piece of evidence: made on, valid for a period. ISO days, or empty. */
export interface Days {
  made: string;
  valid_from: string;
  valid_to: string;
}

/** `sha256` is empty for the number of a document, `media_type` also where no Python has seen the file. */
export interface Piece extends Days {
  reference: string;
  name: string;
  thumbnail: string;
  remarks: string[];
  sha256: string;
  media_type: string;
  /** The SHA-256 of the photo on which this picture was drawn, or empty. */
  drawn_on: string;
}

/** A spoken remark that is not evidence yet. */
export interface Spoken {
  item: string;
  /** The name of the file that it becomes. */
  name: string;
  parts: Blob[];
  /** How long it is; 0 where that is not known. */
  seconds: number;
  isRunning: boolean;
  /** All of it reached the disk. */
  isKept: boolean;
}

/** What the last inspection found wrong, until when and by whom it was to be mended. */
export interface OpenFinding {
  text: string;
  due: string;
  overdue: boolean;
  responsible: string;
}

/** One item as it stands in the record. */
export interface ItemState {
  id: string;
  asked: string;
  why: string;
  claim: string;
  claim_note: string;
  /** The claim as it is recorded; empty where there is none. */
  claim_raw: string;
  /** Documents that the unit named; they count while the inspectors have added none. */
  claim_evidence?: string[];
  before: string;
  findings: OpenFinding[];
  heads: Head[];
  contradiction: boolean;
  note: string;
  pieces: Piece[];
  /** Whether the answer is N/A without the reason that the item asks for. */
  lacks_reason: boolean;
  /** Kinds of personal data that the recorded texts seem to hold. */
  personal: string[];
  /** The day of the inspectors' last event, as an ISO day, or empty. */
  changed: string;
  judgement: { outcome: string; label: string; reason: string; points: string };
}

/** The texts in an item's control, as typed. */
export interface ControlValues {
  first?: string;
  second?: string;
  undone?: boolean;
  excused?: boolean;
}

/** All that is typed in one item's card. */
export interface Typed {
  values: ControlValues;
  note: string;
  cause: string;
}

/** What was typed and is not an answer yet. `seen`: digests of the responses on the screen when it began. */
export interface Draft extends Typed {
  at: number;
  seen?: string[];
}

/** What stands of an item, or would stand. */
export interface Standing {
  kind: string;
  raw: string;
  note: string;
  cause: string;
}

/** What a message says, before the outbox gives it a name, a time and an actor. */
export type Content =
  EntryContent | FactContent | FileContent | PieceContent | { type: "submit"; item?: undefined };

/** A fact of the visit. `item` is its name: item, "#", field; an empty value takes it back. */
export interface FactContent {
  type: "fact";
  item: string;
  value: string;
  seen?: string[];
}

export interface EntryContent {
  type: "entry";
  kind: string;
  item: string;
  raw: string;
  note: string;
  cause: string;
  evidence: string[];
  seen?: string[];
}

export interface FileContent {
  type: "file";
  item: string;
  name: string;
  blob: Blob;
  /** The SHA-256 of the photo on which it was drawn, or empty. */
  drawn_on?: string;
}

export interface PieceContent extends Partial<Days> {
  type: "piece";
  kind: "attached" | "detached";
  item: string;
  reference: string;
}

/**
 * `client` is `<tab>:<counter>`, so that a message that arrives twice counts once. `sentAt` is when it was
 * last sent, in ms.
 */
interface Envelope {
  client: string;
  actor: string;
  at: string;
  sentAt?: number;
}

export type Message = Content & Envelope;
export type EntryMessage = EntryContent & Envelope;
export type FactMessage = FactContent & Envelope;
export type FileMessage = FileContent & Envelope;

/** A message as it travels. */
export type Wire = Record<string, any> & { type: string; client: string };

export interface HistoryRow {
  who: string;
  machine: string;
  when: string;
  what: string;
  source: string;
  was: string;
  becomes: string;
  note: string;
}

export interface Saved {
  type: "saved";
  client: string;
  part: number | null;
}

export interface Refused {
  type: "refused";
  client: string;
  why: "invalid" | "conflict" | "store";
  text: string;
  remedy: string;
  items: string[];
}

export interface States {
  type: "states";
  items: ItemState[];
  whole: boolean;
  submitted: string;
  facts?: FactState[];
  /** The state of the record: a digest, and the number of events of each machine. */
  head?: string;
  ends?: Record<string, number>;
}

/** A fact of the visit as it stands in the record. In the one-file form `digests` of what is noted here are empty. */
export interface FactState {
  item: string;
  value: string;
  digests: string[];
  others: string[];
  actor: string;
  when: string;
  client: string;
  /** Of a signature: what was recorded after it. */
  remark: string;
  personal: string[];
}

/** A signature as the value of its fact. `strokes` are points x, y, x, y in a box of 1000 by 400. */
export interface SignatureValue {
  office: string;
  strokes?: number[][];
  head?: string;
  ends?: Record<string, number>;
  /** In the one-file form: the number of entries before it, and the SHA-256 of their lines. */
  entries?: number;
  digest?: string;
}

export type Reply =
  | Saved
  | Refused
  | States
  | { type: "minutes"; files: string[] }
  | { type: "content"; sha256: string; part: number; parts: number; media_type: string; bytes: string }
  | { type: "history"; item: string; rows: HistoryRow[] };

/** What the form talks to: the kernel in a notebook, a record in the browser in the one-file form. */
export interface Link {
  kind: "notebook" | "offline";
  /** Whose form it is: two forms of one owner are alive at the same time. */
  owner: object;
  /** No other tab can have this form open. */
  alone?: boolean;
  /** Points are worked out later, elsewhere; a visit cannot be ended here. */
  judgesLater?: boolean;
  /** The level of the form's first heading. */
  heading?: number;
  listen(callback: (reply: Reply) => void): void;
  send(content: Wire, buffers?: ArrayBuffer[], message?: FileMessage): void;
  close?(): void;
  /** The address of a file of the workbench. */
  address?(file: string): string;
  /** Whether days can be written to a piece of evidence. */
  mayDate?(item: string, piece: Piece): boolean;
  /** A file of evidence. Missing: it is asked for in messages. */
  content?(sha256: string): Promise<Blob | undefined>;
  /** What the status says when nothing waits. */
  savedText?(): string;
  /** Whether what is recorded outlives this page. Missing: it always does. */
  isKept?(): boolean;
  /** Whether closing the page loses something that is recorded. Missing: it never does. */
  losesWhenClosed?(): boolean;
}

/** What a visit calls when something that is on the screen has changed. */
export interface View {
  showEdited(item: string): void;
  showHistory(item: string, rows: HistoryRow[]): void;
  showItem(item: string): void;
  showLeaving(): void;
  showOpened(): void;
  showProgress(): void;
  showStatus(): void;
  showTrouble(item: string, text: string): void;
}

/** An entry of the record in the browser, as it goes into the package. */
export interface RecordEntry extends Partial<Days> {
  item: string;
  source: string;
  client: string;
  actor: string;
  answered_at: string;
  kind: string;
  raw?: string;
  note?: string;
  evidence?: string[];
  cause?: string;
  seen?: string[];
  name?: string;
  sha256?: string;
  size?: number;
  drawn_on?: string;
  number?: string;
  reference?: string;
  /** Of a fact of the visit: which one; its value is the note. */
  field?: string;
}

/** What lies in each table of the browser's store. */
export interface Tables {
  outbox: Message;
  drafts: Draft;
  entries: RecordEntry & { order: number };
  files: Blob;
  facts: string;
}

export interface BrowserStore {
  /** False once something found no room, or where the browser keeps nothing at all. */
  lasting: boolean;
  /** It lives as long as the page, because this browser keeps nothing. */
  inMemory?: boolean;
  /** Let go of it; nothing is read or written afterwards. */
  close(): void;
  /** Called when another tab has changed what it keeps. */
  onothers: () => void;
  /** Write a value; throws when it did not reach the disk. */
  put<T extends keyof Tables>(table: T, key: string, value: Tables[T]): Promise<void>;
  /** Write a value; gives whether it reached the disk, and notes in `lasting` when it did not. */
  tryPut<T extends keyof Tables>(table: T, key: string, value: Tables[T]): Promise<boolean>;
  /** Delete a value; one that cannot be deleted stays. */
  drop(table: keyof Tables, key: string): Promise<void>;
  get<T extends keyof Tables>(table: T, key: string): Promise<Tables[T] | undefined>;
  all<T extends keyof Tables>(table: T): Promise<Map<string, Tables[T]>>;
  /** Add an entry behind the others; throws when its key is there already or it did not reach the disk. */
  append(key: string, entry: RecordEntry): Promise<void>;
}

export type Shape = "line" | "arrow" | "circle";

/** A stroke of a pen, with its points in pixels of the canvas. */
export interface Stroke {
  shape: Shape;
  points: [x: number, y: number][];
}

/** What a one-file form's packages are recognised by. */
export interface FormSecret {
  /** Id of the form, 32 hexadecimal digits. */
  id: string;
  /** 64 hexadecimal digits. */
  secret: string;
}
