# rankgate as compiled JavaScript, which has its libraries within.
#
#   docker build --tag rankgate .
#   docker run --rm --read-only -p 127.0.0.1:4000:4000 -e RANKGATE_MASTER_KEY rankgate
#
# The container listens on every interface of its own, and rankgate refuses to do that without a key: it needs
# RANKGATE_MASTER_KEY (or LITELLM_MASTER_KEY, or general_settings.master_key). It writes nothing to its file system.

FROM node:26-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
# The only install script fetches a node, and this image has one.
RUN npm ci --ignore-scripts
COPY tsconfig.json tsconfig.build.json ./
COPY build ./build
COPY src ./src
RUN npm run build

FROM node:26-slim
WORKDIR /app
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4000
COPY --from=build /app/dist ./dist
COPY package.json ./
COPY config ./config
RUN mkdir .compiled && chown node .compiled
USER node
# A first start leaves what V8 compiles in .compiled, and every container starts sooner. 124: timeout has ended it.
RUN timeout 8 node dist/main.js --host 127.0.0.1 || [ $? -eq 124 ]
EXPOSE 4000
# The port is read from PORT: set that rather than --port. The slim image has no curl.
HEALTHCHECK --interval=10s --timeout=3s --start-period=5s \
  CMD ["node", "--eval", "fetch(`http://127.0.0.1:${process.env.PORT}/health/liveliness`).then((reply) => process.exit(reply.ok ? 0 : 1), () => process.exit(1))"]
# node is process 1 and gets SIGTERM itself: requests in flight are finished first.
ENTRYPOINT ["node", "dist/main.js"]
CMD ["--config", "/app/config/gateway.yaml"]
