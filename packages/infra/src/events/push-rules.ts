import type { Platform } from '@tideway/model';
import { Rule, type EventPattern, type IEventBus } from 'aws-cdk-lib/aws-events';
import type { Construct } from 'constructs';
import type { Route } from '../flux/receivers.ts';

/** Characters of repository names in one rule: EventBridge takes patterns of 2,048 characters. */
const NAMES_LIMIT = 1_500;

/** Rules that match the pushes which routes are for, as few as EventBridge's limit allows. */
export function pushRules(
  scope: Construct,
  platform: Platform,
  routes: readonly Route[],
  eventBus?: IEventBus,
): readonly Rule[] {
  const { account, region } = platform.aws;
  const rules = (
    id: string,
    source: Route['source'],
    pattern: (names: readonly string[]) => EventPattern,
  ) => {
    const names = new Set(routes.filter((route) => route.source === source).map((route) => route.repository));
    return chunks([...names]).map(
      (chunk, index) =>
        new Rule(scope, index === 0 ? id : `${id}${index + 1}`, {
          eventPattern: { source: [source], account: [account], region: [region], ...pattern(chunk) },
          ...(eventBus && { eventBus }),
        }),
    );
  };
  const branches = [...new Set(routes.flatMap(({ branch }) => (branch === undefined ? [] : [branch])))];
  return [
    ...rules('GitPush', 'aws.codecommit', (names) => ({
      detailType: ['CodeCommit Repository State Change'],
      detail: {
        event: ['referenceCreated', 'referenceUpdated'],
        referenceType: ['branch'],
        referenceName: branches,
        repositoryName: names,
      },
    })),
    ...rules('ImagePush', 'aws.ecr', (names) => ({
      detailType: ['ECR Image Action'],
      detail: { 'action-type': ['PUSH'], result: ['SUCCESS'], 'repository-name': names },
    })),
  ];
}

function chunks(names: readonly string[]): readonly (readonly string[])[] {
  const all: string[][] = [];
  let room = 0;
  for (const name of names) {
    // Quotes and a comma.
    const size = name.length + 3;
    if (size > room) {
      all.push([]);
      room = NAMES_LIMIT;
    }
    room -= size;
    all.at(-1)?.push(name);
  }
  return all;
}
