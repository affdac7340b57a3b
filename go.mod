module github.com/carbonlint/carbonlint

go 1.26.8

require (
	github.com/beevik/etree v1.8.1
	golang.org/x/text v0.43.0
)
