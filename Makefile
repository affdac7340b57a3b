PREFIX ?= /usr/local

# Leaves out the part of urfave/cli that turns the help into Markdown: it would take
# twice the time to start. Dockerfile, ci/install.sh, ci/gitlab.yml and
# .goreleaser.yaml name it too.
TAGS = urfave_cli_no_docs

# The packages whose tests hold output against golden files.
GOLDEN = $$(grep -rl --include='*_test.go' '"github.com/carbonlint/carbonlint/internal/golden"' . | xargs -n1 dirname | sort -u)

.PHONY: build demo install test lint golden fuzz bench bench-save bench-compare performance

build: ## build ./carbonlint, one static binary
	CGO_ENABLED=0 go build -trimpath -tags $(TAGS) -o carbonlint ./cmd/carbonlint

demo: build ## audit the example home
	@./carbonlint check testdata/homes/shop-esb; code=$$?; \
	if [ $$code != 1 ]; then echo "the audit exited with code $$code, not 1"; exit 1; fi; \
	printf '\nThe audit exited with code 1: it found problems. This code fails a build in CI.\n'

install: build ## copy the binary to PREFIX/bin
	install -d "$(DESTDIR)$(PREFIX)/bin"
	install -m 755 carbonlint "$(DESTDIR)$(PREFIX)/bin/carbonlint"

test: ## run the tests
	go test ./...

lint: ## run the linters of .golangci.yml
	go vet ./...
	go tool -modfile=ci/golangci-lint.mod golangci-lint run ./...

golden: ## rewrite the golden files; read the diff before you commit it
	go test $(GOLDEN) -update

fuzz: ## fuzz each target for half a minute
	@for f in $$(grep -rhoE '^func Fuzz[A-Za-z0-9_]+' --include=*_test.go . | cut -d' ' -f2); do \
	  dir=$$(dirname $$(grep -rlE "^func $$f\(" --include=*_test.go .)); \
	  go test -run '^$$' -fuzz "^$$f$$" -fuzztime 30s -fuzzminimizetime 0s $$dir || exit 1; \
	done

bench: ## run each benchmark once
	go test -run '^$$' -bench . -benchtime 1x -benchmem ./...

# What bench-save and bench-compare run. BENCH is a pattern of go test -bench.
BENCH = .
MEASURE = go test -run '^$$' -bench '$(BENCH)' -benchmem -benchtime 0.3s -count 6 ./...

bench-save: ## measure the benchmarks, for bench-compare
	$(MEASURE) >bench.old.txt

bench-compare: ## measure the benchmarks, and compare them with those of bench-save
	@test -f bench.old.txt || { echo "no bench.old.txt: run make bench-save before the change"; exit 1; }
	$(MEASURE) >bench.new.txt
	go tool -modfile=ci/benchstat.mod benchstat bench.old.txt bench.new.txt

performance: build ## measure the table of docs/performance.md
	ci/performance.sh
