import {
  deleteContentRefusals,
  readContentRefusals,
  saveContentRefusals
} from '@expressplay-binding/binding-core';
import { answer } from '../http/component.ts';
import { listPage, PageQuerySchema } from '../http/paging.ts';
import type { Resource, Routes } from '../http/resource.ts';
import { NoContentSchema } from '../http/schemas.ts';
import { readProblems, writeProblems } from '../problems/problem-schema.ts';
import { DrmOptionsJson } from './drm-options.ts';
import { toContentJson } from './mapper.ts';
import {
  ContentJson,
  ContentPageJson,
  ContentParamsSchema,
  contentKeyComponents,
  SaveContentJson
} from './schemas.ts';

const contentRoutes: Routes = async (app, { binding }) => {
  app.put(
    '/contents/:contentId',
    {
      config: { scope: 'contents:write' },
      schema: {
        operationId: 'saveContent',
        summary: 'Store a content',
        description: 'Stores a content with its key, or replaces all of it. No answer contains a key.',
        params: ContentParamsSchema,
        body: SaveContentJson.ref,
        response: {
          200: answer(ContentJson, 'It was there and is replaced'),
          201: answer(ContentJson, 'It is new'),
          ...writeProblems(saveContentRefusals)
        }
      }
    },
    async ({ params, body }, reply) => {
      const { content, created } = await binding.saveContent({ ...params, ...body });
      return reply.code(created ? 201 : 200).send(toContentJson(content));
    }
  );

  app.get(
    '/contents/:contentId',
    {
      config: { scope: 'contents:read' },
      schema: {
        operationId: 'readContent',
        summary: 'Read a content',
        description: 'No answer contains its key.',
        params: ContentParamsSchema,
        response: {
          200: answer(ContentJson, 'The content, without its key'),
          ...readProblems(readContentRefusals)
        }
      }
    },
    async ({ params }) => toContentJson(await binding.readContent(params.contentId))
  );

  app.get(
    '/contents',
    {
      config: { scope: 'contents:read' },
      schema: {
        operationId: 'listContents',
        summary: 'List contents',
        description: 'In order of content id.',
        querystring: PageQuerySchema,
        response: { 200: answer(ContentPageJson, 'A page of contents'), ...readProblems() }
      }
    },
    async ({ query }) => listPage(['contents'], query, page => binding.listContents(page), toContentJson)
  );

  app.delete(
    '/contents/:contentId',
    {
      config: { scope: 'contents:write' },
      schema: {
        operationId: 'deleteContent',
        summary: 'Delete a content',
        description:
          'Deletes a content and its key. Entitlements to it stay, and are valid again when it is stored again.',
        params: ContentParamsSchema,
        response: { 204: NoContentSchema, ...writeProblems(deleteContentRefusals) }
      }
    },
    async ({ params }, reply) => {
      await binding.deleteContent(params.contentId);
      return reply.code(204).send(null);
    }
  );
};

/** The contents that tokens are for. */
export const contents = {
  tag: { name: 'Contents', description: 'What can be protected: kids and their keys' },
  scopes: ['contents:read', 'contents:write'],
  components: [...contentKeyComponents, DrmOptionsJson, SaveContentJson, ContentJson, ContentPageJson],
  routes: contentRoutes
} as const satisfies Resource;
