package report

import "io"

// jsonEncoder writes the report as one JSON document; its form is report/schema.
type jsonEncoder struct {
	homes jsonList
	err   error // of the start
}

func newJSON(w io.Writer, r *Report, _ Options) Encoder {
	e := &jsonEncoder{homes: jsonList{output: &output{w: w, raw: true}, indent: "  "}}
	e.err = e.homes.begin(struct {
		SchemaVersion int    `json:"schemaVersion"`
		Tool          Tool   `json:"tool"`
		Target        string `json:"target"`
	}{r.SchemaVersion, r.Tool, r.Target}, "homes")
	return e
}

func (e *jsonEncoder) Home(h *Home) error {
	if e.err != nil {
		return e.err
	}
	if err := e.homes.add(h); err != nil {
		return err
	}
	return e.homes.flush()
}

func (e *jsonEncoder) End(r *Report) error {
	if e.err != nil {
		return e.err
	}
	e.homes.end()
	var end output
	if err := end.json(struct {
		Summary Summary      `json:"summary"`
		Stale   []Stale      `json:"staleBaseline,omitempty"`
		Skipped []NotChecked `json:"skipped,omitempty"`
	}{r.Summary, r.Stale, r.Skipped}, "", "  "); err != nil {
		return err
	}
	e.homes.WriteByte(',')
	e.homes.Buffer.Write(end.Bytes()[len("{"):])
	e.homes.WriteByte('\n')
	return e.homes.flush()
}
