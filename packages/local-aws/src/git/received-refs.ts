/** A change of one ref. */
export interface RefChange {
  /** Full name, such as `refs/heads/main`. */
  readonly ref: string;
  /** Commit before; undefined if the ref was created. */
  readonly before: string | undefined;
  /** Commit after; undefined if the ref was deleted. */
  readonly after: string | undefined;
}

/** What a pkt-line reader has found so far. */
type Packet = Buffer | 'flush';

const COMMAND = /^([0-9a-f]{40,64}) ([0-9a-f]{40,64}) ([^\0\n]+)/;
const NONE = /^0+$/;
// CodeCommit takes at most 4,000 refs per push; a line is at most 65,520 bytes.
const LIMIT = 16 * 1024 * 1024;

/**
 * Listens to a push as it passes, and knows afterwards which refs it changed: the commands are the first packets
 * that the client sends, the outcomes are what the server reports
 * (https://git-scm.com/docs/pack-protocol#_reference_update_request_and_packfile_transfer).
 */
export class ReceivedRefs {
  readonly #request = new PacketReader();
  readonly #response = new PacketReader();
  readonly #report = new PacketReader();
  readonly #commands: RefChange[] = [];
  readonly #accepted = new Set<string>();
  #sideBand = false;
  #first = true;
  #allCommands = false;
  #reported = false;

  /** Changes that were asked for, accepted or not. */
  get commands(): readonly RefChange[] {
    return this.#commands;
  }

  /** Whether the server said what became of them. */
  get reported(): boolean {
    return this.#reported;
  }

  /** Changes that the server reported as done. */
  get changes(): readonly RefChange[] {
    return this.#commands.filter(({ ref }) => this.#accepted.has(ref));
  }

  /** Bytes of the request's body. */
  request(chunk: Buffer): void {
    if (this.#allCommands) return;
    this.#request.push(chunk, (packet) => {
      if (packet === 'flush') {
        this.#allCommands = true;
        return false;
      }
      const line = packet.toString();
      const [, before, after, ref] = COMMAND.exec(line) ?? [];
      if (this.#first) this.#sideBand = /\0.*\bside-band-64k\b/s.test(line);
      this.#first &&= !line.includes('\0');
      if (before && after && ref) {
        this.#commands.push({ ref, before: some(before), after: some(after) });
      }
      return true;
    });
  }

  /** Bytes of the response's body. */
  response(chunk: Buffer): void {
    if (!this.#sideBand) {
      this.#report.push(chunk, (line) => this.#outcome(line));
      return;
    }
    this.#response.push(chunk, (packet) => {
      // Band 1 carries the report, itself in packets; 2 and 3 are messages for people.
      if (packet !== 'flush' && packet[0] === 1)
        this.#report.push(packet.subarray(1), (line) => this.#outcome(line));
      return true;
    });
  }

  #outcome(packet: Packet): boolean {
    const line = packet === 'flush' ? '' : packet.toString().trimEnd();
    if (line.startsWith('unpack ')) this.#reported = true;
    if (line.startsWith('ok ')) this.#accepted.add(line.slice(3));
    return true;
  }
}

function some(commit: string): string | undefined {
  return NONE.test(commit) ? undefined : commit;
}

/** Cuts a stream into pkt-lines. */
class PacketReader {
  #rest: Buffer = Buffer.alloc(0);
  #broken = false;

  push(chunk: Buffer, take: (packet: Packet) => boolean): void {
    if (this.#broken) return;
    this.#rest = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    while (this.#rest.length >= 4) {
      const length = Number.parseInt(this.#rest.toString('latin1', 0, 4), 16);
      if (Number.isNaN(length)) return this.#stop();
      const end = Math.max(length, 4);
      if (this.#rest.length < end) break;
      const packet = length < 4 ? 'flush' : this.#rest.subarray(4, end);
      this.#rest = this.#rest.subarray(end);
      if (!take(packet)) return this.#stop();
    }
    if (this.#rest.length > LIMIT) this.#stop();
  }

  #stop(): void {
    this.#broken = true;
    this.#rest = Buffer.alloc(0);
  }
}
