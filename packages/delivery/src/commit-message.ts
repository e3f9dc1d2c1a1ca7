/** Names of the lines at the end of a delivery commit's message. */
export const trailers = {
  generated: 'Tideway-Generated',
  proposed: 'Tideway-Proposed',
  onto: 'Tideway-Onto',
  source: 'Tideway-Source',
  version: 'Tideway-Version',
} as const;

/** What a delivery commit says. */
export interface CommitMessageOptions {
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  readonly held: number;
  readonly source?: string;
  readonly version: string;
}

/** Where a pull request is to bring a generated tree to. */
export interface Proposal {
  readonly branch: string;
  /** Head of that branch when it was proposed: it can't have been merged before. @default the branch is empty */
  readonly onto: string | undefined;
}

/** Subject of the commit and title of the pull request. */
export function subjectOf(options: CommitMessageOptions): string {
  const { added, changed, removed } = options;
  const parts = [
    ...(added > 0 ? [`${added} added`] : []),
    ...(changed > 0 ? [`${changed} changed`] : []),
    ...(removed > 0 ? [`${removed} removed`] : []),
  ];
  return parts.length === 0 ? 'Record what is delivered' : `Deliver generated files: ${parts.join(', ')}`;
}

/**
 * Message of the commit that keeps the raw generator output.
 *
 * @param proposal where a pull request is to bring it to. @default it is delivered at once
 */
export function generatedMessage(options: CommitMessageOptions, proposal?: Proposal): string {
  const onto = proposal?.onto === undefined ? '' : `${trailers.onto}: ${proposal.onto}\n`;
  const proposed = proposal === undefined ? '' : `${trailers.proposed}: ${proposal.branch}\n${onto}`;
  return `Generated files\n\n${proposed}${common(options)}`;
}

/** Message of the delivery commit; its trailers are where the next delivery finds its base. */
export function deliveryMessage(options: CommitMessageOptions, generated: string): string {
  const held = options.held > 0 ? `\n${options.held} held: the repository's version was kept.\n` : '';
  return `${subjectOf(options)}\n${held}\n${trailers.generated}: ${generated}\n${common(options)}`;
}

function common({ source, version }: CommitMessageOptions): string {
  const from = source === undefined ? '' : `${trailers.source}: ${oneLine(source)}\n`;
  return `${from}${trailers.version}: ${oneLine(version)}\n`;
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
