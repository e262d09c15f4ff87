// SPDX-License-Identifier: Apache-2.0
#include "support/testmain.h"

#include <QtCore/QDir>
#include <QtCore/QElapsedTimer>
#include <QtCore/QFile>
#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>

#include <csignal>

using namespace Qt::StringLiterals;

namespace {

constexpr int patienceMs = 30'000;
const QString program = QStringLiteral(SPANWAY_BIN_DIR) + u"/spanway"_s;

/// A running window on a data folder; ended with the test.
class Window
{
public:
    explicit Window(const QString &folder, const QStringList &more = {})
    {
        m_process.setProcessChannelMode(QProcess::MergedChannels);
        m_process.start(program, QStringList{u"--data-dir"_s, folder} + more);
    }
    ~Window()
    {
        m_process.kill();
        m_process.waitForFinished(patienceMs);
    }
    QProcess *process() { return &m_process; }

private:
    QProcess m_process;
};

} // namespace

/// The program as a person starts it, several times over.
class ProgramTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void endsOnSigterm();
    void secondStartRaisesTheFirst();
    void killedWindowLeavesTheWayFree();
    void otherFoldersAreOtherWindows();
    void unusableFolderIsToldAndEnds();
    void helpNamesTheOptions();
    void textNeedsNoDisplay_data();
    void textNeedsNoDisplay();
};

void ProgramTest::endsOnSigterm()
{
    const QTemporaryDir folder;
    Window window(folder.path());
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(folder.filePath(u"window.sock"_s)), patienceMs);
    ::kill(static_cast<pid_t>(window.process()->processId()), SIGTERM);
    QTRY_COMPARE_WITH_TIMEOUT(window.process()->state(), QProcess::NotRunning, patienceMs);
    QCOMPARE(window.process()->exitStatus(), QProcess::NormalExit);
    QCOMPARE(window.process()->exitCode(), 0);
    QVERIFY(!QFile::exists(folder.filePath(u"window.sock"_s)));
}

void ProgramTest::secondStartRaisesTheFirst()
{
    const QTemporaryDir folder;
    Window first(folder.path());
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(folder.filePath(u"window.sock"_s)), patienceMs);
    Window second(folder.path());
    QTRY_COMPARE_WITH_TIMEOUT(second.process()->state(), QProcess::NotRunning, patienceMs);
    QCOMPARE(second.process()->exitCode(), 0);
    QCOMPARE(first.process()->state(), QProcess::Running);
    const QFileInfo socket(folder.filePath(u"window.sock"_s));
    QVERIFY(!(socket.permissions() & (QFile::ReadOther | QFile::WriteOther | QFile::ReadGroup | QFile::WriteGroup)));
}

void ProgramTest::killedWindowLeavesTheWayFree()
{
    const QTemporaryDir folder;
    {
        Window killed(folder.path());
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(folder.filePath(u"window.sock"_s)), patienceMs);
    }
    Window next(folder.path());
    Window third(folder.path());
    // The third finds the second alive: it took the socket over.
    QTRY_VERIFY_WITH_TIMEOUT((next.process()->state() == QProcess::NotRunning)
                                 != (third.process()->state() == QProcess::NotRunning),
                             patienceMs);
}

void ProgramTest::otherFoldersAreOtherWindows()
{
    const QTemporaryDir one;
    const QTemporaryDir two;
    Window first(one.path());
    Window second(two.path());
    QTRY_VERIFY_WITH_TIMEOUT(
        QFile::exists(one.filePath(u"window.sock"_s)) && QFile::exists(two.filePath(u"window.sock"_s)), patienceMs);
    QCOMPARE(first.process()->state(), QProcess::Running);
    QCOMPARE(second.process()->state(), QProcess::Running);
}

void ProgramTest::unusableFolderIsToldAndEnds()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"file"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    Window window(file.fileName() + u"/below"_s);
    // The box waits for a person; a signal ends it like a window.
    QVERIFY(window.process()->waitForStarted(patienceMs));
    QTRY_VERIFY_WITH_TIMEOUT(window.process()->state() == QProcess::Running, patienceMs);
    ::kill(static_cast<pid_t>(window.process()->processId()), SIGTERM);
    QTRY_COMPARE_WITH_TIMEOUT(window.process()->state(), QProcess::NotRunning, patienceMs);
}

void ProgramTest::textNeedsNoDisplay_data()
{
    QTest::addColumn<QString>("option");
    QTest::addColumn<QString>("text");
    QTest::newRow("help") << u"--help"_s << u"--data-dir"_s;
    QTest::newRow("version") << u"--version"_s << QStringLiteral(SPANWAY_VERSION);
}

void ProgramTest::textNeedsNoDisplay()
{
    QFETCH(const QString, option);
    QFETCH(const QString, text);
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const QString &name : {u"QT_QPA_PLATFORM"_s, u"DISPLAY"_s, u"WAYLAND_DISPLAY"_s})
        environment.remove(name);
    process.setProcessEnvironment(environment);
    process.start(program, {option});
    QVERIFY(process.waitForFinished(patienceMs));
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 0);
    QVERIFY(process.readAllStandardOutput().contains(text.toUtf8()));
}

void ProgramTest::helpNamesTheOptions()
{
    QProcess process;
    process.start(program, {u"--help"_s});
    QVERIFY(process.waitForFinished(patienceMs));
    const QByteArray text = process.readAllStandardOutput();
    for (const char *option : {"--demo", "--data-dir", "--open"})
        QVERIFY2(text.contains(option), option);
}

QObject *makeProgramTest()
{
    return new ProgramTest;
}

#include "tst_program.moc"
