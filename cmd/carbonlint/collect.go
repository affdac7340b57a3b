package main

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// The program may take smallMemory bytes, or more by growth percent of what is live,
// before garbage is collected: one small home does not take as much, and a run over many
// does so about once for each. Go's own rule is 100 percent of what is live. What is made
// while the collector works counts as live there, so that on a busy machine a run takes
// several times the memory of an idle one.
const (
	smallMemory = 20 << 20
	growth      = 50
	ownMemory   = 8 << 20 // of the Go runtime, besides the heap
	maxMemory   = 900 << 20
)

// limitMemory sets the limit until the next collection, and then again. Above
// maxMemory, which is well above what the largest home takes, a run does little but
// collect.
func limitMemory() {
	sample := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(sample)
	live := int64(sample[0].Value.Uint64())
	debug.SetMemoryLimit(min(max(smallMemory, ownMemory+live+live*growth/100), maxMemory))
	// Nobody holds it: it is gone after the next collection.
	runtime.AddCleanup(new(*byte), func(int) { limitMemory() }, 0)
}
