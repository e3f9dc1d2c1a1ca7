import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

// Where administrators' programs are that a user's PATH may lack.
const beside = ['/usr/sbin', '/sbin'];

/** Absolute path of a program of this machine; undefined when it is not there. */
export function findOnPath(name: string, path = process.env['PATH'] ?? ''): string | undefined {
  return [...path.split(delimiter), ...beside]
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, name))
    .find((file) => isProgram(file));
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
