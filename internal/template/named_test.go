package template

import (
	"regexp"
	"strings"
	"testing"
)

// runsOfBlanks are not counted: checkShape sees to the length.
var runsOfBlanks = regexp.MustCompile(`\s+`)

func TestScanFile(t *testing.T) {
	for _, tt := range []struct{ name, text, masked string }{
		{"a.xml", "<a>#if($b) ${c} <#if d>%{ if e }@F@</a>", ""},
		{"a.xml.j2", "<a>#if($b) ${c} %{ if e }@F@</a>", ""},

		{"a.xml.vm", "## remark\n<a>#* b\nc *#d</a>", " <a> d</a>"},
		{"a.xml.vm", "<a>#if($b == 1)c#elseif ($d)e#{else}f#end</a>", "<a> c e f </a>"},
		{"a.xml.vm", `<a b="$c" d="$!{e.f}" g="$h.i('(').j[0]."/>`, `<a b=" " d=" " g=" ."/>`},
		{"a.xml.vm", `#set($a = "x)")<a>#parse("b.vm")#foreach($c in $d)e#end</a>`, " <a> e </a>"},
		{"a.xml.vm", `<a c="&#10;&#xA;#fff" d="\$e \#if(f) $ $5 ^[\S]{3,30}$"/>`, ""},
		{"a.xml.vm", "<a>#[[ $b #if ]]#</a>", "<a> $b #if </a>"},
		{"a.xml.vm", "<a>#b($c)#@d()e#end</a>", "<a> e </a>"},
		{"a.xml.vm", "<a>#if($b <c>d</c></a>", "<a>#if( <c>d</c></a>"},
		{"a.xml.vm", "<a>#endif #if #foreach</a>", ""},

		{"a.xml.ftl", "<#-- <b> --><a><#if b?? && (c > 1)>d<#elseif e>f<#else>g</#if></a>", " <a> d f g </a>"},
		{"a.xml.ftl", `<a b="${c!"}"}" d="#{e}"/>`, `<a b=" " d=" "/>`},
		{"a.xml.ftl", "<a><#list b as c>d</#list><@e f=1/><@g>h</@g><#include 'i'></a>", "<a> d h </a>"},
		{"a.xml.ftl", "<a><#assign b = 1><#assign c>d</#assign><#noparse>${e}</#noparse></a>", "<a> d ${e} </a>"},
		{"a.xml.ftl", "<a><#if b<c/></a>", ""},
		{"a.xml.ftl", "<a>[%d] # @ < b</a>", ""},

		{"a.xml.tftpl", "<a>%{ if b ~}c%{ else }d%{~ endif ~}${ e[\"}\"] }</a>", "<a> c d </a>"},
		{"a.xml.tftpl", "<a>%{ for b in c }${b}%{ endfor }</a>", "<a> </a>"},
		{"a.xml.tftpl", `<a b="$${c.d}/e" f="%%{User-Agent}i"/>`, `<a b=" ${c.d}/e" f=" %{User-Agent}i"/>`},
		{"a.xml.tftpl", `<a b="%{User-Agent}i %r"/>`, ""},
		{"a.xml.tpl", "<a>%{ if b }c%{ endif }</a>", "<a> c </a>"},
		{"a.xml.tpl", "<a>{{ b }}%{ if c }</a>", "<a> %{ if c }</a>"},
		{"a.xml.tpl", `<a b="${c}"/>`, ""},

		{"a.xml.ejs", "<a><%- b %><%_ if (c) { _%>d<%_ } _%><%# e %></a>", "<a> d </a>"},
		{"a.xml.ejs", "<a>{{ b }}</a>", ""},

		{"a.xml.gsp", "<%-- b %> c --%><a><%= d %>${e ? 'f' : '}'}</a>", " <a> </a>"},
		{"a.xml.gsp", `<a b="${carbon.home}/${c}"/>`, ""},
		{"a.xml.gsp", `<a><g:if test="${b > 1}">c</g:if><g:else>d</g:else><g:render template="e"/></a>`, "<a> c d </a>"},
		{"a.xml.gsp", "<a>%{-- b --}%c</a>", "<a> c</a>"},

		{"a.xml.in", `<a b="@C_D@" @E@ f="${G}">@H@</a>`, `<a b=" " f=" "> </a>`},
		{"a.xml.in", `<a b="${carbon.home}">a@b.c, d@e.f</a>`, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			masked := ScanFile(tt.name, tt.text).Masked()
			if masked != "" {
				checkShape(t, tt.text, masked)
			}
			if got := runsOfBlanks.ReplaceAllString(masked, " "); got != tt.masked {
				t.Errorf("\n in %q\ngot %q\nwant %q", tt.text, got, tt.masked)
			}
		})
	}
}

// TestScanFileConditions puts X where a condition is asked for.
func TestScanFileConditions(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"a.vm", "#if($a)#else X#end", "else of if ($a)"},
		{"a.vm", "#if($a)#elseif($b)X#end", "elseif ($b) of if ($a)"},
		{"a.vm", "#foreach($a in $b)#if($c)#end X#end", "foreach ($a in $b)"},
		{"a.vm", "#if($a)#end X #if($b)", ""},
		{"a.vm", "#macro(a)X#end", "macro (a)"},
		{"a.ftl", "<#if a><#else>X</#if>", "else of if a"},
		{"a.ftl", "<#list a as b><#if c>X</#if></#list>", "list a as b, if c"},
		{"a.ftl", "<#switch a><#case 1><#break><#case 2>X</#switch>", "case 2 of switch a"},
		{"a.ftl", "<#macro a>X</#macro>", "macro a"},
		{"a.ftl", "<#if a></#if>X", ""},
		{"a.tftpl", "%{ if a }%{ else }X%{ endif }", "else of if a"},
		{"a.tftpl", "%{ for a in b ~}X%{ endfor }", "for a in b"},
		{"a.gsp", `<g:if test="a"></g:if><g:else>X</g:else>`, "else"},
		{"a.gsp", "<% if (a) { %>X<% } %>", "if (a)"},
		{"a.gsp", `<g:each in="a" var="b">X</g:each>`, `each in="a" var="b"`},
		{"a.ejs", "<% if (a) { %><% } else { %>X<% } %>", "else of if (a)"},
		{"a.ejs", "<%_ a.forEach(function(b) { _%>X<%_ }) _%>", "a.forEach(function(b)"},
	} {
		if got := ScanFile(tt.name, tt.text).Condition(strings.Index(tt.text, "X")).String(); got != tt.want {
			t.Errorf("%s: %s: got %q, want %q", tt.name, tt.text, got, tt.want)
		}
	}
}

func TestScanFileMayWrite(t *testing.T) {
	for name, texts := range map[string]map[string]bool{
		"a.vm":    {"$a": true, "#parse('a')": true, "#include('a')": true, "#a()": true, "#@a()#end": true, "#set($a = 1)": false, "#if($a)#else#end": false, "## a": false, "#* $a *#": false},
		"a.ftl":   {"${a}": true, "<#include 'a'>": true, "<@a/>": true, "<#assign a = 1>": false, "<#if a><#else></#if>": false, "<#-- ${a} -->": false, "<#import 'a' as b>": false, "<#a>": true},
		"a.tftpl": {"${a}": true, "%{ if a }%{ endif }": false, "$${a}": false},
		"a.ejs":   {"<%- include('a') %>": true, "<%= a %>": true, "<%_ a = 1 _%>": false, "<% if (a) { %><% } %>": false, "<%# a() %>": false, "<% a() %>": true},
		"a.gsp":   {"<g:render template='a'/>": true, "<g:set var='a' value='1'/>": false, "<g:if test='a'></g:if>": false, "<% out << a %>": true, "${a + b}": true, "<%-- ${a + b} --%>": false},
		"a.in":    {"@A@": true, "${A}": true},
	} {
		for text, want := range texts {
			if got := ScanFile(name, "<a>"+text+"</a>").MayWrite(0, len(text)+3); got != want {
				t.Errorf("%s: %s: %t", name, text, got)
			}
		}
	}
}

func TestTrimSuffix(t *testing.T) {
	for name, want := range map[string]string{
		"a/carbon.xml": "a/carbon.xml", "carbon.xml.vm": "carbon.xml", "carbon.xml.erb": "carbon.xml", "carbon.xml.in": "carbon.xml",
		"axis2.xml.tftpl": "axis2.xml", "x.gsp": "x", "launch.ini": "launch.ini", "x.xml.ejs": "x.xml", "x.xml.ftl": "x.xml",
	} {
		if got := TrimSuffix(name); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
	if SameLanguage("a.xml", "a.xml.vm") || !SameLanguage("a.xml", "a.xml.erb") || SameLanguage("a.ftl", "a.vm") || !SameLanguage("a.vm", "b.vm") {
		t.Error("SameLanguage")
	}
}

func FuzzScanFile(f *testing.F) {
	for _, s := range []string{
		"#if($a)<b c=$d>#else#foreach($e in ${f.g('h')})#end#end#[[ #@i() ]]# ## j\n#* k *#",
		"<#if a><b c=${d}><#else></#if><@e f>g</@e><#switch h><#case 1></#switch><#-- i --><#noparse>${</#noparse>",
		"%{ if a ~}<b c=\"$${d}\">%{ else }${e(\"}\")}%{ endif }%%{", "<%_ a(() => { _%><%- b %><%# c %>", "<g:if test='a'>${b + 1}<%-- c --%></g:if>%{-- d --}%", "@A@${B}",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, s := range suffixes {
			c := ScanFile("x"+s.ending, text)
			if c == nil {
				continue
			}
			masked := c.Masked()
			checkShape(t, text, masked)
			first, _ := c.MaskedFirst()
			checkShape(t, text, first)
			end := 0
			for _, p := range c.pieces {
				if p.Start < end || p.End <= p.Start {
					t.Fatalf("%s: pieces overlap: %v", s.ending, c.pieces)
				}
				end = p.End
			}
			for i := range len(text) {
				if masked[i] != text[i] && !c.Touches(i, i+1) {
					t.Fatalf("%s: byte %d is no code but masked", s.ending, i)
				}
				c.Condition(i)
			}
		}
	})
}
