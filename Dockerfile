# The locked packages, hash by hash, as wheels: nothing is compiled and no tool is left behind.
FROM python:3.13-slim AS packages
COPY requirements.lock .
RUN python -m venv /opt/roadmate \
    && /opt/roadmate/bin/pip install --no-cache-dir --require-hashes --only-binary=:all: -r requirements.lock

FROM python:3.13-slim
LABEL org.opencontainers.image.title="Roadmate" \
    org.opencontainers.image.description="A Discord bot that walks a study server through a written roadmap" \
    org.opencontainers.image.version="0.1.0" \
    org.opencontainers.image.licenses="MIT"

# The number is fixed, so that the files in a volume keep their owner from image to image.
RUN groupadd --gid 10001 roadmate \
    && useradd --uid 10001 --gid roadmate --no-create-home --shell /usr/sbin/nologin roadmate \
    && install --directory --owner=roadmate --group=roadmate /data

ENV PATH="/opt/roadmate/bin:$PATH" \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    DATABASE_URL="sqlite:////data/roadmate.db"

WORKDIR /app
COPY --from=packages /opt/roadmate /opt/roadmate
COPY pyproject.toml roadmap.yaml ./
COPY bot ./bot
RUN python -m compileall -q bot && python -m bot check roadmap.yaml

USER 10001:10001
VOLUME /data
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=60s --timeout=10s --start-period=60s --retries=3 CMD ["python", "-m", "bot", "health"]
ENTRYPOINT ["python", "-m", "bot"]
CMD ["run"]
