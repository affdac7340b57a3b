package main

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// Garbage is collected when the program takes smallMemory bytes, or about twice what is
// live if that is more. One small home does not take as much, and a run over many does so
// about once for each. Go's own rule has no such floor: it collects more often, and as
// what is made while the collector works counts as live, a run on a busy machine takes
// several times the memory of one on an idle machine.
const (
	smallMemory = 18 << 20
	ownMemory   = 8 << 20   // of the Go runtime, besides the heap
	maxMemory   = 900 << 20 // well above what the largest home takes: near it a run does little but collect
)

// limitMemory sets the limit until the next collection, and then again.
func limitMemory() {
	sample := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(sample)
	live := int64(sample[0].Value.Uint64())
	debug.SetMemoryLimit(min(max(smallMemory, ownMemory+live*3/2, live*2), maxMemory))
	// Nobody holds it: it is gone after the next collection.
	runtime.AddCleanup(new(*byte), func(int) { limitMemory() }, 0)
}
