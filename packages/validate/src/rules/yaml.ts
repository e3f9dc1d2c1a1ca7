import { example, type Rule } from '../rule.ts';

/** YAML files are YAML. */
export const yaml: Rule = {
  id: 'yaml',
  title: 'YAML files can be read',
  severity: 'error',
  why: 'A file that is no YAML stops everything that is applied with it, and Flux’s image automation passes over it without a word.',
  fix: 'Correct the line; editors with YAML support mark it.',
  example: {
    breaks: {
      'microservices-repo/deploy/carts.yaml': example`
        apiVersion: v1
        kind: Service
        metadata: [
      `,
    },
    keeps: {
      'microservices-repo/deploy/carts.yaml': example`
        apiVersion: v1
        kind: Service
        metadata:
          name: carts
      `,
    },
  },
  *check({ repositories }) {
    for (const { name: repository, yaml: files } of repositories) {
      for (const { path, problem } of files.values()) {
        if (problem === undefined) continue;
        const line = problem.line === undefined ? {} : { line: problem.line };
        yield { at: { repository, path, ...line }, message: `is no YAML: ${problem.message}` };
      }
    }
  },
};
