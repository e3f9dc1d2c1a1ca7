import { z } from 'zod';
import { operation } from '../../json-api/operation.ts';
import type { CodeCommitContext } from '../context.ts';
import { field } from '../fields.ts';
import { Repository } from '../repository.ts';

const input = z.object({ repositoryName: field.repositoryName, commitId: field.commitId });

/** https://docs.aws.amazon.com/codecommit/latest/APIReference/API_GetCommit.html */
export const getCommit = operation(input, async (asked, context: CodeCommitContext) => {
  const repository = await Repository.open(context, asked.repositoryName);
  const commitId = await repository.commit(asked.commitId);
  const { stdout } = await repository.git(['cat-file', 'commit', commitId]);
  const raw = stdout.toString();
  const end = raw.indexOf('\n\n');
  const header = raw.slice(0, end).split('\n');
  const values = (name: string) =>
    header.filter((line) => line.startsWith(`${name} `)).map((line) => line.slice(name.length + 1));
  return {
    commit: {
      commitId,
      treeId: values('tree')[0],
      parents: values('parent'),
      message: raw.slice(end + 2),
      author: person(values('author')[0]),
      committer: person(values('committer')[0]),
      additionalData: '',
    },
  };
});

function person(line = ''): object {
  const [, name = '', email = '', date = ''] = /^(.*?) ?<(.*)> (\d+ [+-]\d{4})$/.exec(line) ?? [];
  return { name, email, date };
}
