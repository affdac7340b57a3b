package main

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// Garbage is collected when the program takes smallMemory bytes, or twice what is live
// if that is more. One small home does not take as much, and a run over many does so
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
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(live)
	debug.SetMemoryLimit(min(max(smallMemory, ownMemory+2*int64(live[0].Value.Uint64())), maxMemory))
	// Nobody holds it: it is gone after the next collection.
	runtime.AddCleanup(new(*byte), func(int) { limitMemory() }, 0)
}
