/** A record as an answer shows it, under the member names of the switches. */
export type ShownRecord = Readonly<Record<string, unknown>>;

/** Records as XML. Nothing public says that ExpressPlay answers so: a client must not take it for "no records". */
export function recordsXml(records: readonly ShownRecord[]): string {
  const events = records.map(record => {
    const members = Object.entries(record).filter(([, value]) => value !== undefined);
    return `<Event>${members.map(([name, value]) => element(name, String(value))).join('')}</Event>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?><Events>${events.join('')}</Events>`;
}

/** A member name that is not an XML name goes into an attribute. */
function element(name: string, value: string): string {
  const text = escapeXml(value);
  return /^[A-Za-z_][\w.-]*$/.test(name)
    ? `<${name}>${text}</${name}>`
    : `<Member name="${escapeXml(name)}">${text}</Member>`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escapeXml = (text: string): string => text.replaceAll(/[&<>"]/g, sign => ENTITIES[sign] ?? sign);
