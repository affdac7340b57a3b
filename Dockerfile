# The image holds one static program and nothing else. How to use it: docs/ci.md.
FROM --platform=$BUILDPLATFORM golang:1.26 AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
ARG TARGETOS
ARG TARGETARCH
ARG VERSION
RUN CGO_ENABLED=0 GOOS=$TARGETOS GOARCH=$TARGETARCH \
    go build -trimpath -tags urfave_cli_no_docs -ldflags "-s -w -X main.release=$VERSION" -o /carbonlint ./cmd/carbonlint

FROM scratch
ARG VERSION
LABEL org.opencontainers.image.title="carbonlint" \
      org.opencontainers.image.description="Audit, fix and compare WSO2 Carbon configuration before an upgrade" \
      org.opencontainers.image.source="https://github.com/carbonlint/carbonlint" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="$VERSION"
COPY --from=build /src/LICENSE /LICENSE
COPY --from=build /carbonlint /carbonlint
USER 65532:65532
WORKDIR /work
ENTRYPOINT ["/carbonlint"]
CMD ["check"]
