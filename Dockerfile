# The bot in one image: its own Node, the packages of package-lock.json, and the TypeScript as it is (nothing is built).
# Debian 13 on purpose: the embedded database engine needs its glibc, so `docker run` works without a MongoDB too.

FROM node:26-trixie-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
# No package of ours needs an install script. The optional packages hold the database engine and stay; those that bring
# a Node go, because the image is one.
RUN npm ci --omit=dev --ignore-scripts \
 && rm -rf node_modules/node-linux-* node_modules/.bin/node node_modules/.cache

FROM node:26-trixie-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3001 DATA_DIR=/data
WORKDIR /app
COPY --from=packages /app/node_modules ./node_modules
COPY package.json ./
COPY scripts ./scripts
COPY templates ./templates
COPY adapters ./adapters
COPY src ./src
# What the bot keeps (embedded database, key file, written mails) belongs to its user and outlives the container.
RUN mkdir /data && chown node:node /data && chmod 700 /data
VOLUME /data
USER node
EXPOSE 3001
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--max-semi-space-size=8", "scripts/start.mjs"]
