/**
 * What a client of v1 relies on, compared between two versions of the OpenAPI document.
 *
 * Own code, because the libraries that compare OpenAPI documents in Node do not tell requests from answers: a member that is no
 * longer required widens a request and breaks the reader of an answer. The tools that know the difference are no Node packages.
 *
 * @typedef {Record<string, any>} Node
 * @typedef {'request' | 'answer'} Direction
 */

const methods = ['get', 'put', 'post', 'patch', 'delete'];

/**
 * Every operation as `METHOD path`.
 * @param {Node} document
 * @returns {Map<string, Node>}
 */
export function operationsOf({ paths }) {
  return new Map(
    Object.entries(paths).flatMap(([path, item]) =>
      methods
        .filter(method => item[method])
        .map(method => /** @type {[string, Node]} */ ([`${method.toUpperCase()} ${path}`, item[method]]))
    )
  );
}

/**
 * The changes that can break a client of the released document, a sentence each.
 * @param {Node} released
 * @param {Node} current
 * @returns {string[]}
 */
export function breakingChanges(released, current) {
  /** @type {string[]} */
  const changes = [];
  const operations = operationsOf(current);
  for (const [name, before] of operationsOf(released)) {
    const after = operations.get(name);
    if (!after) changes.push(`${name} is gone`);
    else changes.push(...changesOfOperation(before, after).map(change => `${name}: ${change}`));
  }
  return changes;

  /**
   * @param {Node} before
   * @param {Node} after
   */
  function changesOfOperation(before, after) {
    /** @type {string[]} */
    const found = [];
    if (before.operationId !== after.operationId)
      found.push(`operationId ${before.operationId} became ${after.operationId}`);
    if (JSON.stringify(before.security) !== JSON.stringify(after.security))
      found.push('it needs another scope or key');
    found.push(...changesOfParameters(before.parameters ?? [], after.parameters ?? []));
    found.push(...changesOfBody(before.requestBody, after.requestBody));
    for (const [status, answer] of Object.entries(before.responses)) {
      if (!status.startsWith('2')) continue;
      const now = after.responses[status];
      if (!now) found.push(`the answer ${status} is gone`);
      else
        found.push(
          ...changesOfContent(answer.content, now.content, 'answer').map(
            change => `answer ${status}${change}`
          )
        );
    }
    return found;
  }

  /**
   * @param {Node[]} before
   * @param {Node[]} after
   */
  function changesOfParameters(before, after) {
    const name = (/** @type {Node} */ parameter) => `${parameter.in} parameter ${parameter.name}`;
    const earlier = new Map(before.map(parameter => [name(parameter), parameter]));
    const later = new Map(after.map(parameter => [name(parameter), parameter]));
    const gone = [...earlier.keys()].filter(key => !later.has(key)).map(key => `${key} is gone`);
    const changed = [...later].flatMap(([key, parameter]) => {
      const old = earlier.get(key);
      if (parameter.required && !old?.required) return [`${key} is required`];
      return old ? changesOf(old.schema, parameter.schema, 'request', key) : [];
    });
    return [...gone, ...changed];
  }

  /**
   * @param {Node | undefined} before
   * @param {Node | undefined} after
   */
  function changesOfBody(before, after) {
    if (after?.required && !before?.required) return ['a body is required'];
    return changesOfContent(before?.content, after?.content, 'request').map(change => `body${change}`);
  }

  /**
   * @param {Node | undefined} before
   * @param {Node | undefined} after
   * @param {Direction} direction
   */
  function changesOfContent(before, after, direction) {
    return Object.entries(before ?? {}).flatMap(([mediaType, { schema }]) =>
      after?.[mediaType]
        ? changesOf(schema, after[mediaType].schema, direction, '')
        : [` as ${mediaType} is gone`]
    );
  }

  /**
   * @param {Node} before
   * @param {Node} after
   * @param {Direction} direction
   * @param {string} place
   * @returns {string[]}
   */
  function changesOf(before, after, direction, place) {
    const old = resolve(released, before);
    const now = resolve(current, after);
    const alternatives = now.oneOf ?? now.anyOf;
    const oldAlternatives = old.oneOf ?? old.anyOf;
    if (oldAlternatives && alternatives)
      return changesOfUnion(oldAlternatives, alternatives, direction, place);
    // An object that became a union: each of its alternatives has to be what the object was.
    if (alternatives)
      return alternatives.flatMap((/** @type {Node} */ part) => changesOf(old, part, direction, place));
    if (old.type !== now.type) return [`${place} is ${now.type}, was ${old.type}`];
    return [
      ...changesOfValues(old, now, direction, place),
      ...(old.items && now.items ? changesOf(old.items, now.items, direction, `${place}[]`) : []),
      ...changesOfMembers(old, now, direction, place)
    ];
  }

  /**
   * @param {Node[]} before
   * @param {Node[]} after
   * @param {Direction} direction
   * @param {string} place
   * @returns {string[]}
   */
  function changesOfUnion(before, after, direction, place) {
    return before.flatMap((part, index) => {
      const same = part.$ref ? after.find(({ $ref }) => $ref === part.$ref) : after[index];
      if (same) return changesOf(part, same, direction, place);
      return direction === 'request'
        ? [`${place} may no longer be ${part.$ref ?? `alternative ${index}`}`]
        : [];
    });
  }

  /**
   * @param {Node} old
   * @param {Node} now
   * @param {Direction} direction
   * @param {string} place
   */
  function changesOfMembers(old, now, direction, place) {
    const earlier = old.properties ?? {};
    const later = now.properties ?? {};
    const wasRequired = new Set(old.required ?? []);
    const isRequired = new Set(now.required ?? []);
    const gone = Object.keys(earlier).filter(member => !(member in later));
    const stricter =
      direction === 'request'
        ? [...isRequired]
            .filter(member => !wasRequired.has(member))
            .map(member => `${place}/${member} is required`)
        : [...wasRequired]
            .filter(member => member in later && !isRequired.has(member))
            .map(member => `${place}/${member} may be absent`);
    return [
      ...gone.map(member => `${place}/${member} is gone`),
      ...stricter,
      ...Object.keys(earlier)
        .filter(member => member in later)
        .flatMap(member => changesOf(earlier[member], later[member], direction, `${place}/${member}`))
    ];
  }
}

/**
 * Requests may not become narrower. Answers may get new words and wider limits: `docs/api-conventions.md` says so.
 * @param {Node} old
 * @param {Node} now
 * @param {Direction} direction
 * @param {string} place
 */
function changesOfValues(old, now, direction, place) {
  if (direction === 'answer') return [];
  const refused = (old.enum ?? []).filter(
    (/** @type {unknown} */ word) => now.enum && !now.enum.includes(word)
  );
  /** @type {string[]} */
  const found = refused.map((/** @type {unknown} */ word) => `${place} may no longer be ${word}`);
  if (now.enum && !old.enum) found.push(`${place} may only be ${now.enum.join(', ')}`);
  if (now.pattern !== undefined && now.pattern !== old.pattern) found.push(`${place} has another pattern`);
  for (const limit of ['maxLength', 'maximum', 'maxItems', 'maxProperties'])
    if (now[limit] < (old[limit] ?? Number.POSITIVE_INFINITY)) found.push(`${place} has a lower ${limit}`);
  for (const limit of ['minLength', 'minimum', 'minItems', 'minProperties'])
    if (now[limit] > (old[limit] ?? Number.NEGATIVE_INFINITY)) found.push(`${place} has a higher ${limit}`);
  if (old.additionalProperties !== false && now.additionalProperties === false)
    found.push(`${place} has no other members any more`);
  return found;
}

/**
 * @param {Node} document
 * @param {Node} schema
 * @returns {Node}
 */
function resolve(document, schema) {
  if (!schema.$ref) return schema;
  return document.components.schemas[schema.$ref.replace('#/components/schemas/', '')];
}
