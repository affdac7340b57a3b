package main

import (
	"bytes"
	"io"
	"os"
	"testing"
)

// BenchmarkDiff compares homes and files as the command does, but for starting
// the process.
func BenchmarkDiff(b *testing.B) {
	const corpus = "../../../shared/corpus/"
	for _, bm := range []struct{ name, old, new string }{
		{"stock", "stock/4.2.0", "stock/4.4.3"},
		{"products", "homes/greg-5.1.0", "homes/am-2.0.0"},
		{"user-mgt", "stock/4.4.2/repository/conf/user-mgt.xml", "stock/4.4.3/repository/conf/user-mgt.xml"},
	} {
		b.Run(bm.name, func(b *testing.B) {
			if _, err := os.Stat(corpus + bm.old); err != nil {
				b.Skip("the corpus is not here")
			}
			b.ReportAllocs()
			for b.Loop() {
				var errs bytes.Buffer
				if code := run([]string{"carbonlint", "diff", corpus + bm.old, corpus + bm.new}, nil, io.Discard, &errs); code != exitClean {
					b.Fatalf("exit code %d: %s", code, &errs)
				}
			}
		})
	}
}
