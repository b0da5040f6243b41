import { EventError } from '../event-error.ts';
import { kidOfText } from '../keystore/kid.ts';
import { first, type RequestParameters } from './parameters.ts';

/**
 * The key ID that stands for a Marlin `contentId`: the one it names (`urn:marlin:kid:<32 hex>`), and for
 * any other text, by assumption, the same hash that `^text` stands for.
 *
 * @throws EventError -4018 when there is no `contentId`.
 */
export function readContentId(parameters: RequestParameters, suffix: string): string {
  const contentId = first(parameters, `contentId${suffix}`);
  if (!contentId) throw new EventError(-4018, 'contentId');
  return /^urn:marlin:kid:([0-9a-f]{32})$/i.exec(contentId)?.[1]?.toLowerCase() ?? kidOfText(contentId);
}
