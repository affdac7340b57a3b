package template

import "testing"

// TestCodeEffect holds every form of code to what it may write at its place.
func TestCodeEffect(t *testing.T) {
	for _, body := range []string{
		"", "# a remark: print x", "if @a", "if has_variable?('x') && scope['y']", "if (x) {", "} else if (x == 1) {", "else", "} else {", "end", "}", "});",
		"elsif x then", "unless y", "case z", "when 1", "begin", "end if x", "for (d in list) {", "for d in list do", "while i < 3 do",
		"x = 1", "@x ||= lookup('y')", "x += 1", "def x = [a: 1]", "var x = f(y);", "$x = hiera('y', {})", "x['y'] = f(z)", "a, b = f(c)", "String x = y.trim()",
		"x = list.map { |y| f(y) }", "x = list.select do |y|", "x = [\n  f(1),\n  f(2)\n]", "x = f(\n 1) # done",
		"@list.each do |d|", "list.each { d ->", "list.each { k, v->", "$list.each |$k, $v| {", "list.forEach(function(d) {", "list.forEach((d, i) => {", "@h.sort.each do |k, v|",
		"list.each_with_index do |d, i|", "3.times do |i|", "list.sort_by { |x| x }.each do |x|", "(0..n).each do |i|",
		"list << 'a'", "list.push(a)", "map.put('k', f(v))", "list.each { |d| x << d }", "h.delete('x')",
		"x", "i++", "a.b", "require 'json'", "raise 'no'", "assert x in ['a','b']", "next if x", "fail('x')", "break",
		"| String $x,\n  Integer $y = 1 |", "@ page import=\"java.util.List\"", "! int x = f(); ", "/* print x */", "// print x", "x = 'print(y)'", "'print(y)'",
		"if x; y = 1; end", "if x then y = f(z) end",
	} {
		if codeEffect(newReader(body)) != writesNothing {
			t.Errorf("%q is taken for code that may write", body)
		}
	}
	for _, body := range []string{
		"out.print(x)", "out << x", "_erbout << x", "_erbout.concat x", "print x", "println(x)", "concat(x)", "puts 'a'", "echo x;",
		"list.each{d -> context.render(d) }", "list.each { |d| concat d }", "list.each do |d| render d end", "context.render('x', [out:out, a: 1])",
		"render 'datasource'", "include('x')", "x = 1; out.print(y)", "if (x) { out.print(y) }", "if x then print y end", "} else { render(y)", "x = 1\nrender y",
		"scope.function_template(['x'])", "@ include file=\"x\"", "content_for :x do", "div { x }", "form_for(x) do |f|", "foo(1) unless bar", "@buffer << x", "list.each(render)", "out.with { x }(y)",
		"@out.push(x)", "list.each { |d|\n  x = 1\n  emit(d)\n}", "'a'; write(x)", "$epp.call(1)", "foo()",
	} {
		if codeEffect(newReader(body)) != mayWrite {
			t.Errorf("%q is not taken for code that may write", body)
		}
	}
}

func TestMayWrite(t *testing.T) {
	for text, want := range map[string]bool{
		"<a>{% include 'b' %}</a>": true, "<a>{{ b }}</a>": true, "<a>{% do b.append(c) %}</a>": false, "<a>{% do out.write(c) %}</a>": true,
		"<a>{% set b = 1 %}</a>": false, "<a>{% import 'b' as c %}</a>": false, "<a>{% from 'b' import c %}</a>": false, "<a>{% b %}</a>": true,
		"<a>{% extends 'b' %}</a>": true, "<a>{% call b() %}c{% endcall %}</a>": true, "<a>{% if b %}c{% endif %}</a>": false, "<a>{# b #}</a>": false,
		"<a>{{ template \"b\" . }}</a>": true, "<a>{{- $b := 1 -}}</a>": false, "<a>{{/* b */}}</a>": false, "<a>{{> b }}</a>": true,
		"<a>{{#> b }}c{{/b}}</a>": true, "<a>{{#b}}c{{/b}}</a>": false, "<a><%# b() %></a>": false, "<a><%= b %></a>": true, "<a><% b() %></a>": true,
		"<a><%- if b -%>c<%- end -%></a>": false,
	} {
		if got := Scan(text).MayWrite(0, len(text)); got != want {
			t.Errorf("%s: %t", text, got)
		}
	}
}

// FuzzCodeEffect reads code of any kind, however broken, without going back.
func FuzzCodeEffect(f *testing.F) {
	f.Add("x = [f(1), { 'a' => \"b\" }]; list.each do |d| # e\n out << d end")
	f.Fuzz(func(t *testing.T, body string) {
		s := statements{src: newReader(body)}
		for at := 0; s.next(); at = s.pos {
			if s.pos <= at || s.pos > len(body) {
				t.Fatalf("from %d to %d of %d", at, s.pos, len(body))
			}
		}
	})
}
