.PHONY: build test lint golden fuzz bench

build: ## the binary, static
	CGO_ENABLED=0 go build -trimpath -o carbonlint ./cmd/carbonlint

test:
	go test ./...

lint:
	go vet ./...
	go tool staticcheck ./...
	@unformatted=$$(go tool gofumpt -l .); test -z "$$unformatted" || { echo "gofumpt would change: $$unformatted"; exit 1; }

golden: ## rewrite the golden files; read the difference before you commit it
	go test ./... -update

fuzz: ## half a minute for each target
	@for f in $$(grep -rhoE '^func Fuzz[A-Za-z0-9_]+' --include=*_test.go . | cut -d' ' -f2); do \
	  dir=$$(dirname $$(grep -rlE "^func $$f\(" --include=*_test.go .)); \
	  go test -run '^$$' -fuzz "^$$f$$" -fuzztime 30s -fuzzminimizetime 0s $$dir || exit 1; \
	done

bench:
	go test -run '^$$' -bench . -benchmem ./...
