# SPDX-License-Identifier: Apache-2.0
"""Proves the rules: every check sees a planted breach at its file and line, and keeps quiet about right code.

`selftest.py co_await_patterns.json` also proves the co_await rule against the measured patterns.
"""

import json
import pathlib
import sys
import tempfile
import unittest

import check
import coawait
from sourcetext import Source

SPDX = "// SPDX-License-Identifier: Apache-2.0\n"
PATTERNS = json.loads(pathlib.Path(sys.argv.pop()).read_text()) if len(sys.argv) > 1 else []
LINKS = "# SPDX-License-Identifier: Apache-2.0\nspanway_library(x LINK Qt6::Core Qt6::Network)\n"


class RulesCase(unittest.TestCase):
    def found(self, path, text, **more):
        """Findings of a tree that holds one file, with the link lines of its folder."""
        with tempfile.TemporaryDirectory() as root:
            files = {"app/%s/CMakeLists.txt" % folder: LINKS for folder in ("base", "http", "store", "chat", "demo")}
            files |= {"app/base/ok.cpp": SPDX, path: text} | more
            for name, content in files.items():
                target = pathlib.Path(root, name)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(content)
            return [(finding.rule, finding.path, finding.line) for finding in check.findings(root)]

    def flags(self, rule, path, body, line=2):
        self.assertIn((rule, path, line), self.found(path, SPDX + body))

    def passes(self, path, body):
        self.assertEqual(self.found(path, SPDX + body), [])


class IncludeTest(RulesCase):
    def test_layers(self):
        self.flags("include", "app/base/a.cpp", '#include "http/client.h"\n')
        self.flags("include", "app/http/a.h", '\n#include "llm/chatevent.h"\n', 3)
        self.flags("include", "app/chat/a.cpp", '#include "mlflow/exporter.h"\n')
        self.flags("include", "app/store/a.cpp", '#include "chat/session.h"\n')
        self.flags("include", "app/chat/a.cpp", '#include "ui/shell/window.h"\n')
        self.passes("app/chat/a.cpp", '#include "chat/b.h"\n#include "store/c.h"\n#include "base/json.h"\n')

    def test_demo_knows_no_llm(self):
        self.flags("include", "app/demo/plugins/a.cpp", '#include "llm/chatcodec.h"\n')
        self.flags("include", "app/services/a.cpp", '#include "demo/gateway.h"\n')
        self.passes("app/demo/a.cpp", '#include "http/server.h"\n#include "kong/config.h"\n')

    def test_form(self):
        self.flags("include", "app/http/a.cpp", '#include "client.h"\n')
        self.flags("include", "app/http/a.cpp", '#include "../base/json.h"\n')
        self.flags("include", "app/http/a.cpp", '#include "unknown/a.h"\n')
        self.flags("include", "app/unknown/a.cpp", "\n", 1)
        self.passes("app/http/a.cpp", '// #include "client.h"\n#include "a.moc"\n')

    def test_ui(self):
        self.flags("include", "ui/chat/a.cpp", '#include "services/appcontext.h"\n')
        self.flags("include", "ui/chat/a.cpp", "#include <QtNetwork/QTcpSocket>\n")
        self.flags("include", "ui/chat/a.cpp", '#include "demo/gateway.h"\n')
        self.passes("ui/main.cpp", '#include "services/appcontext.h"\n#include <QtWidgets/QWidget>\n')

    def test_qt_modules(self):
        self.flags("include", "app/chat/a.cpp", "#include <QtWidgets/QWidget>\n")
        self.flags("include", "app/chat/a.cpp", "#include <QtGui/QColor>\n")
        self.flags("include", "app/chat/a.cpp", "#include <QtConcurrent/QtConcurrentRun>\n")
        self.passes("app/chat/a.cpp", "#include <QtNetwork/QTcpSocket>\n")

    def test_links(self):
        text = LINKS + "spanway_library(y\n LINK Spanway::chat)\n"
        self.assertIn(("link", "app/store/CMakeLists.txt", 4), self.found("app/store/CMakeLists.txt", text))
        self.assertEqual(self.found("app/chat/CMakeLists.txt", LINKS + "# Spanway::ui\n"), [])

    def test_curl(self):
        self.flags("curl", "app/chat/a.cpp", "#include <curl/curl.h>\n")
        self.flags("curl", "app/chat/a.cpp", "void f() { curl_easy_init(); }\n")
        self.passes("app/http/a.cpp", "#include <curl/curl.h>\nCURL *handle;\n")
        self.passes("app/chat/a.cpp", 'const char *text = "curl_easy"; // CURL\n')

    def test_sql(self):
        self.flags("sql", "app/chat/a.cpp", "#include <QtSql/QSqlQuery>\n")
        self.flags("sql", "ui/chat/a.cpp", "#include <sqlite3.h>\n")
        self.flags("sql", "app/chat/a.cpp", "class QSqlDatabase;\n")
        self.flags("sql", "app/chat/a.cpp", 'const char *text = "SELECT 1";\n')
        self.passes("app/store/a.cpp", 'const char *text = "SELECT 1";\nclass QSqlDatabase;\n')


class ForbiddenTest(RulesCase):
    def test_words(self):
        self.flags("processEvents", "app/chat/a.cpp", "void f() { QCoreApplication::processEvents(); }\n")
        self.flags("processEvents", "tests/app/a.cpp", "void f() { QCoreApplication::processEvents(); }\n")
        self.flags("QNetworkAccessManager", "app/http/a.cpp", "#include <QtNetwork/QNetworkAccessManager>\n")
        self.flags("QJsonDocument", "app/chat/a.cpp", "QJsonDocument d;\n")
        self.flags("QEventLoop", "ui/a.cpp", "QEventLoop loop;\n")
        self.flags("waitFor", "app/chat/a.cpp", "void f() { QCoro::waitFor(g()); }\n")
        self.flags("ui-json", "ui/a.cpp", "void f() { base::Json::parse(x); }\n")
        self.flags("static-dialog", "ui/a.cpp", "void f() { QMessageBox::question(w, t, s); }\n")
        self.passes("app/chat/a.cpp", '// QJsonDocument\n/* processEvents */ const char *t = "QNetworkAccessManager";\n')

    def test_gpl_modules(self):
        self.flags("gpl", "ui/a.cpp", "#include <QtCharts/QChart>\n")
        self.flags("gpl", "app/http/a.cpp", "#include <QtHttpServer/QHttpServer>\n")
        self.flags("gpl", "ui/a.cpp", '#include "qcustomplot.h"\n')
        self.flags("gpl", "ui/a.cpp", "#include <Qsci/qsciscintilla.h>\n")
        for line in ("target_link_libraries(a Qt6::DataVisualization)", "find_package(Qt6 REQUIRED COMPONENTS Core Charts)",
                     "find_package(Qt6HttpServer)"):
            text = "# SPDX-License-Identifier: Apache-2.0\n" + line + "\n"
            self.assertIn(("gpl", "ui/CMakeLists.txt", 2), self.found("ui/CMakeLists.txt", text))

    def test_exec(self):
        once = "int main() { return QApplication::exec(); }\n"
        self.passes("ui/main.cpp", once)
        self.flags("exec", "ui/main.cpp", once + "void f() { app.exec(); }\n", 3)
        self.flags("exec", "ui/a.cpp", "void f() { dialog->exec(); }\n")
        self.flags("exec", "ui/a.cpp", "void f() { QMenu::exec(actions, place); }\n")
        self.flags("exec", "app/chat/a.cpp", "void f(T t) { t\n.exec (); }\n", 3)
        self.passes("app/store/a.cpp", "void f() { query.exec(); }\n")


class FilesTest(RulesCase):
    def test_licence_line(self):
        for path in ("app/base/a.cpp", "packaging/a.py", "packaging/cmake/a.cmake", "ui/CMakeLists.txt"):
            self.assertIn(("spdx", path, 1), self.found(path, "\n"))
        self.assertIn(("spdx", "packaging/run", 1), self.found("packaging/run", "#!/bin/sh\n"))
        self.assertEqual(self.found("packaging/run", "#!/bin/sh\n# SPDX-License-Identifier: Apache-2.0\n"), [])
        self.assertEqual(self.found("README.md", "text\n"), [])
        self.assertEqual(self.found("tests/data/kong/upstream.py", "#!/usr/bin/python3\n"), [])

    def test_machine_paths(self):
        for path in ("/" + "work/main", "../" + "shared/design.md", "/" + "root/.cache", "/" + "home/alice/x"):
            self.assertIn(("path", "README.md", 2), self.found("README.md", "text\nsee " + path + ".\n"))
        self.assertEqual(self.found("README.md", "network/work/x http://h/work/x homework $HOME/home\n"), [])


class CoAwaitTest(RulesCase):
    def awaits(self, body):
        text = "QCoro::Task<int> Owner::run(P p)\n{\n" + body + "\n}\n"
        return [finding.line for finding in coawait.check_source(Source("app/chat/a.cpp", text))]

    def test_measured_patterns(self):
        failing = [pattern for pattern in PATTERNS if pattern["miscompiled_by_gcc_12_2"]]
        self.assertEqual(len(failing), 37)
        for pattern in failing:
            with self.subTest(pattern["name"]):
                if pattern["name"] == "default aggregate argument, non-empty":
                    text = "\nQCoro::Task<int> withDef(int n, Agg agg = Agg{QString(), gp});\n"
                    lines = [finding.line for finding in coawait.check_source(Source("app/chat/a.h", text))]
                    self.assertEqual(lines, [2])
                else:
                    self.assertIn(3, self.awaits(pattern["body"]))

    def test_allowed(self):
        for body in ("co_await work();", "const auto x = co_await m_client->get(url, std::move(body), stop);",
                     "auto x = co_await f();", "m_state.value = co_await f(reply.get());", "co_return co_await f(a.b->c());",
                     'co_await f(u"text"_s, 1\'000, true, -1, nullptr, \'c\', 1.5e-3);', "if (ok)\n co_await f();",
                     "for (;;) {\n const bool more = co_await f();\n if (!more) break; }", "else co_return co_await f(*this);",
                     "co_await qCoro(reply.get()).waitForReadyRead(-1);", "co_await QCoro::sleepFor(500ms);",
                     "co_await task;", "const Result<QList<int>> x = co_await ns::f<A, B>(token());",
                     "case 3: co_await f(); break;", "const auto x = co_await f(std::as_const(y), &z);",
                     "// if (co_await f())\n const char *t = \"if (co_await f())\";", "#define A if (co_await f())\n",
                     "auto f = [](P q) -> QCoro::Task<int> { const auto v = co_await g(q); co_return v; };",
                     "auto l = [p] { return *p; };\n co_return co_await f(std::move(l));"):
            with self.subTest(body):
                self.assertEqual(self.awaits(body), [])

    def test_flagged(self):
        for body in ("if (co_await f()) co_return 1;", "while (!co_await f()) {}", "for (; co_await f(); ) {}",
                     "g(co_await f());", "auto x = co_await f() + 1;", "co_await f(a + b);", "co_await f(Request(a));",
                     "co_await f(Request());", "co_await f({});", "co_await (a ? f() : g());", "co_await f()\n.x[0];",
                     "return co_await f();", "auto [a, b] = co_await f();", "co_await f(std::move(a + b));",
                     "co_await f([p] { return p; });", "co_await [] { return f(); }();", "Agg a{co_await f()};",
                     "auto x = a ? co_await f() : 1;", "co_await f(g(x));", "const QString s = u\"x\"_s + co_await f();"):
            with self.subTest(body):
                self.assertIn(3, self.awaits(body))

    def test_default_arguments(self):
        for text, lines in (("QCoro::Task<> f(int a = 1);", [1]), ("Task<Result<int>> A::f(B b = {},\n int c);", [1]),
                            ("auto f = [](int a = 1) -> QCoro::Task<int> { co_return a; };", [1]),
                            ("QCoro::Task<> f(int a, stop_token s);\nint g(int a = 1);", []),
                            ("QCoro::Task<> m_task = f(1);", [])):
            with self.subTest(text):
                found = [finding.line for finding in coawait.check_source(Source("app/chat/a.h", text))]
                self.assertEqual(found, lines)

    def test_capturing_lambdas(self):
        self.assertEqual(self.awaits("auto f = [p]() -> QCoro::Task<> { co_return; };"), [3])
        self.assertEqual(self.awaits("start([this] {\n  g();\n co_await f(); });"), [3])
        self.assertEqual(self.awaits("auto f = [](P q) -> QCoro::Task<> { h([q] { use(q); }); co_return; };"), [])
        self.assertEqual(self.awaits("values[index] = 1;\n co_await f();"), [])

    def test_ui_has_none(self):
        self.flags("co_await", "ui/a.cpp", "QCoro::Task<> f()\n{\n co_return;\n}\n", 4)


if __name__ == "__main__":
    unittest.main()
