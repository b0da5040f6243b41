import { refuse } from '../errors.ts';
import type { Drm } from '../model/drm.ts';

/**
 * Checks and normalises a device id that a record of ExpressPlay states for a DRM. Blanks around it do not count. The documented
 * form is 32 hexadecimal digits; in hexadecimal ids and GUIDs letter case does not count, in others (e.g. base64) it does.
 * Refuses with `upstream-rejected` what cannot be a device id; the detail names its shape and never the value.
 */
export function drmDeviceIdOf(drm: Drm, recorded: string): string {
  const id = recorded.length <= longest ? recorded.trim() : recorded;
  const fault = faultOf(id);
  if (fault !== undefined)
    refuse(
      'upstream-rejected',
      `A record of ExpressPlay states ${fault} where the device id of a ${drm} device belongs, so no device was bound. ` +
        'The operator of the service has to set how records are decoded.'
    );
  return hexadecimal.test(id) ? id.toLowerCase() : id;
}

/** What the databases keep. No known device id is as long. */
const longest = 255;
const hexadecimal = /^\{?[0-9a-f]+(-[0-9a-f]+)*\}?$/i;
const imaginable = /^[A-Za-z0-9+/=_.:{}-]+$/;
const placeholder = /^(null|nil|none|undefined|unknown|nan|true|false|\{\}|n\/a|0|[-.]+)$/i;

function faultOf(id: string): string | undefined {
  if (id.length > longest) return `a text of ${id.length} characters`;
  if (id === '') return 'an empty text';
  if (!imaginable.test(id))
    return `a text of ${id.length} characters, among them some that no device id has,`;
  if (placeholder.test(id)) return 'a word that stands for no value';
  return undefined;
}
