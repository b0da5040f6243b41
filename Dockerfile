# The service as an image: docker build --tag binding-service .
FROM node:24-bookworm-slim AS build
WORKDIR /repository
ENV CI=true
COPY . .
RUN npx --yes pnpm@12.21.0 install --frozen-lockfile
RUN npx --yes pnpm@12.21.0 run build
RUN npx --yes pnpm@12.21.0 --filter @expressplay-binding/binding-service --prod --legacy deploy /service

FROM node:24-bookworm-slim
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    DATABASE_URL=sqlite:/data/binding.db
RUN install --directory --owner node --group node --mode 700 /data
COPY --from=build /service /service
USER node
WORKDIR /data
VOLUME /data
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.OPERATIONS_PORT ?? process.env.PORT ?? 3000}/health/ready`).then(answer => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "/service/dist/bin.js"]
CMD ["serve"]
