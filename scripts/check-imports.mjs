// Fails when a workspace uses another one against the direction of the arrows.
import { forbiddenUses } from './import-arrows.mjs';
import { workspaces } from './repository.mjs';

const findings = workspaces().flatMap(forbiddenUses);
for (const finding of findings) console.error(`Forbidden: ${finding}`);
process.exitCode = findings.length === 0 ? 0 : 1;
