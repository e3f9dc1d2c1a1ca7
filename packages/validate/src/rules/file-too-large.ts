import { example, type Rule } from '../rule.ts';

const limit = 6 * 1024 * 1024;

/** Files fit into CodeCommit. */
export const fileTooLarge: Rule = {
  id: 'file-too-large',
  title: 'Files fit into CodeCommit',
  severity: 'error',
  why: 'CodeCommit’s console and API neither show nor merge files above 6 MB: a pull request that holds one can’t be merged there.',
  fix: 'Split the file, or keep it out of the repository.',
  example: {
    breaks: {
      'microservices-repo/deploy/dump.yaml': `# more than 6 MB\n${'#'.repeat(limit)}\n`,
    },
    keeps: {
      'microservices-repo/deploy/dump.yaml': example`
        # less than 6 MB
      `,
    },
  },
  *check({ repositories }) {
    for (const { name, files } of repositories) {
      for (const [path, { bytes }] of files) {
        if (bytes.length <= limit) continue;
        const size = (bytes.length / 1024 / 1024).toFixed(1);
        yield { at: { repository: name, path }, message: `has ${size} MB, more than CodeCommit’s 6 MB` };
      }
    }
  },
};
