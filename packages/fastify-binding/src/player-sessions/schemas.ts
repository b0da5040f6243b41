import { Type } from 'typebox';
import { component } from '../http/component.ts';
import { timeOf } from '../http/schemas.ts';

export const PlayerCodeJson = component(
  'PlayerCode',
  Type.Object(
    {
      code: Type.String({ description: 'What the browser exchanges for its session, once. A secret' }),
      expiresAt: timeOf('Until when it can be exchanged')
    },
    { description: "The one-time code of a browser's session" }
  )
);
