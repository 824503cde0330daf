// What there is to review, and what holds: the data set's pictures by their places, findings, proposals, decisions.

/** What a kind of finding is called, in the order of the page. */
const KINDS = [
  ['labelSuspect', 'Suspected labels'], ['exactCopies', 'Exact copies'], ['nearCopies', 'Near copies'],
  ['blank', 'Blank'], ['unreadable', 'Unreadable'], ['dark', 'Dark'], ['bright', 'Bright'], ['blurred', 'Blurred'],
  ['small', 'Small'], ['noFace', 'No face'], ['severalFaces', 'Several faces'], ['faceCutOff', 'Face cut off'],
  ['tinyFace', 'Tiny face']];

export const kindTitle = (kind) => KINDS.find(([name]) => name === kind)?.[1] ?? kind;

export const FINDINGS = 'findings';
export const PICTURES = 'pictures';

export class Store {
  constructor(material) {
    this.material = material;
    this.labels = material.labels;
    this.places = new Map(material.files.map((file, i) => [file, i]));
    this.findingsOf = new Map(); // by picture
    material.findings.forEach((finding) => finding.pictures.forEach((picture) => {
      if (!this.findingsOf.has(picture)) this.findingsOf.set(picture, []);
      this.findingsOf.get(picture).push(finding);
    }));
    this.proposals = new Map(material.proposals.map((one) => [one.picture, one]));
    this.history = new Map(); // decisions by picture, the last one holds
    this.pending = new Map(); // choices by picture that are not confirmed yet
    this.last = 0;
  }

  get size() { return this.material.files.length; }

  file(picture) { return this.material.files[picture]; }

  given(picture) { return this.labels[this.material.given[picture]] ?? null; }

  label(name) { return this.labels.find((label) => label.name === name) ?? null; }

  /** Decisions of the server, in order; those that are known already change nothing. */
  learn(decisions) {
    const touched = [];
    for (const decision of decisions) {
      const picture = this.places.get(decision.file);
      if (decision.number <= this.last) continue;
      this.last = decision.number;
      if (picture === undefined) continue; // no longer in the data
      if (!this.history.has(picture)) this.history.set(picture, []);
      this.history.get(picture).push(decision);
      touched.push(picture);
    }
    return touched;
  }

  /** The choice that holds for a picture: {verdict, label, tab?, time?}, or null while it is open. */
  state(picture) {
    const choice = this.pending.get(picture) ?? this.history.get(picture)?.at(-1) ?? null;
    return choice === null || choice.verdict === 'open' ? null : choice;
  }

  isOpen(picture) { return this.state(picture) === null; }

  /** What the audit proposes: {verdict, label}; label is a name. */
  proposal(picture) {
    const one = this.proposals.get(picture);
    return one ? { verdict: one.verdict, label: this.labels[one.label]?.name ?? '', reason: one.reason } : null;
  }

  /** How sure it is that the given label is wrong; 0 where nobody says so. */
  sure(picture) {
    return this.findingsOf.get(picture)?.find((one) => one.confidence !== null)?.confidence ?? 0;
  }

  /** The kinds that there are: [{kind, title, pictures}], each picture once. */
  kinds() {
    const all = [{ kind: FINDINGS, title: 'All findings', pictures: [...this.findingsOf.keys()] }];
    for (const [kind, title] of KINDS) {
      const pictures = new Set(this.material.findings.filter((one) => one.kind === kind).flatMap((one) => one.pictures));
      if (pictures.size) all.push({ kind, title, pictures: [...pictures] });
    }
    all.push({ kind: PICTURES, title: 'All pictures', pictures: [...this.material.files.keys()] });
    return all;
  }

  /** How many of these are decided. */
  decided(pictures) { return pictures.reduce((sum, picture) => sum + (this.isOpen(picture) ? 0 : 1), 0); }
}
