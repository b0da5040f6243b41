import { formats } from '@expressplay-binding/binding-core';
import { type Static, Type } from 'typebox';
import { component } from '../http/component.ts';
import type { Described } from '../http/resource.ts';
import { textOf } from '../http/schemas.ts';
import { seesErrorList } from './denials.ts';

/** The request of a license server. Other members are allowed and ignored, because Adobe defines the format. */
export const SeesRequestJson = component(
  'SeesRequest',
  Type.Object(
    {
      messageID: Type.String({
        minLength: 1,
        maxLength: 128,
        description: 'A GUID, which the answer repeats'
      }),
      version: Type.Integer({
        minimum: 1,
        description: 'The version of the protocol; the answer has version 1'
      }),
      requestType: Type.Optional(
        Type.Integer({
          minimum: 1,
          maximum: 3,
          description: '1 time-based, 2 device registration, 3 device-bound; 1 when absent'
        })
      ),
      contentID: textOf({ ...formats.contentId, description: 'The id that the content was packaged with' }),
      customerCookie: Type.Optional(
        Type.String({ minLength: 1, maxLength: 32, description: 'The `cookie` of a registration' })
      )
    },
    {
      description: "The request of a license server in the format of Adobe's sample entitlement server",
      examples: [
        {
          messageID: '6f1c0c4e-3a0b-4a59-9a51-2f2bd3b1a7f4',
          version: 1,
          requestType: 3,
          contentID: 'b4f5c2a0-5a56-4f2a-8a0b-0d7e1f3c9d11',
          customerCookie: 'Zk3v0Yx8mQ2rT5uW9aBcDeFgHiJkLmNo'
        }
      ]
    }
  )
);

export const SeesResponseJson = component(
  'SeesResponse',
  Type.Object(
    {
      messageID: Type.String({ description: "The request's" }),
      version: Type.Literal(1, { description: 'The version of the protocol' }),
      isAllowed: Type.Boolean({ description: 'Whether the customer may play' }),
      epTokenURL: Type.String({ description: 'What the player redeems; empty when denied. A secret' }),
      error: Type.Optional(Type.Integer({ description: `Why it is denied, for programs: ${seesErrorList}` })),
      errorText: Type.Optional(Type.String({ description: 'Why it is denied, for people' }))
    },
    { description: 'Whether the customer may play, and the token' }
  )
);

export type SeesRequestJson = Static<typeof SeesRequestJson.schema>;

/** The SEES door in the OpenAPI document. */
export const sees: Described = {
  tag: { name: 'SEES', description: "License servers, in the format of Adobe's sample entitlement server" },
  components: [SeesRequestJson, SeesResponseJson]
};
