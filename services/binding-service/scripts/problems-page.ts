import { type ProblemCode, problemTable, problemType } from '@expressplay-binding/fastify-binding';

/** docs/problems.md: one section per code, in order of status. */
export function problemsPage(): string {
  const codes = Object.keys(problemTable) as ProblemCode[];
  return `${introduction}\n${table(codes)}\n${codes.map(section).join('\n')}`;
}

const introduction = `# Problems

Every answer that is not a success is a problem document
([RFC 9457](https://www.rfc-editor.org/rfc/rfc9457)) with the content type \`application/problem+json\`:

\`\`\`json
{
  "type": "${problemType('not-entitled')}",
  "title": "${problemTable['not-entitled'].title}",
  "status": 403,
  "detail": "The account has no right to this content. Create an entitlement first.",
  "code": "not-entitled",
  "requestId": "0199c7a4-b3c2-7d0e-8f6a-5b4c3d2e1f00"
}
\`\`\`

Programs decide by \`code\`, which never changes its meaning. \`type\` is a stable name made of the same code, which is a
heading below. \`title\` is the same for every occurrence; \`detail\` says what is wrong this time, and what to do.
\`requestId\` names the request in the log of the service. Some problems say more:

| member | when |
|---|---|
| \`errors\` | the request has wrong members: \`[{ path, message }]\`, the path a JSON pointer |
| \`conflicts\` | devices stand in the way: \`[{ deviceId, name, class, lastTokenAt?, removable, nextAllowedAt? }]\` |
| \`nextAllowedAt\` | the same request is allowed from then on |
| \`retryable\` | whether the same request may succeed without a change |
| \`upstream\` | ExpressPlay's event code and the meaning of it: \`{ code, message }\` |

Where waiting helps, the header \`Retry-After\` says how many seconds. Send a retry with the same \`Idempotency-Key\`.
`;

function table(codes: readonly ProblemCode[]): string {
  const rows = codes.map(
    code => `| [\`${code}\`](#${code}) | ${problemTable[code].status} | ${problemTable[code].title} |`
  );
  return `${['| code | status | meaning |', '|---|---|---|', ...rows].join('\n')}\n`;
}

function section(code: ProblemCode): string {
  const { status, title, remedy } = problemTable[code];
  return `## ${code}\n\nStatus ${status}. ${title}.\n\n**What to do:** ${remedy}\n`;
}
