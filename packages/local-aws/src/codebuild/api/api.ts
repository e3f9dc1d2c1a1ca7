import type { Hono } from 'hono';
import { jsonApi } from '../../json-api/json-api.ts';
import type { CodeBuildContext } from './context.ts';
import { codeBuildOperations } from './operations.ts';

/** What CodeBuild's API needs. */
export interface CodeBuildApiOptions extends Omit<CodeBuildContext, 'caller'> {
  readonly onTrouble: (operation: string, error: unknown) => void;
}

/** CodeBuild's JSON API in one region. */
export function codeBuildApi({ onTrouble, ...context }: CodeBuildApiOptions): Hono {
  return jsonApi({
    ring: context.ring,
    region: context.region,
    service: 'codebuild',
    target: 'CodeBuild_20161006',
    operations: codeBuildOperations,
    context: (caller) => ({ ...context, caller }),
    onTrouble,
  });
}
