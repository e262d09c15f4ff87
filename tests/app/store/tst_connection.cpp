// SPDX-License-Identifier: Apache-2.0
#include "store/sql/connection.h"

#include "store/sql/transaction.h"
#include "support/testmain.h"

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>

using namespace Qt::StringLiterals;
using store::Connection;
using store::Statement;
using store::Transaction;

/// Connection, Statement and Transaction together: none of them does anything alone.
class ConnectionTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void valuesSurvive();
    void nullsAreTold();
    void firstFailureSticks();
    void statementsAreReused();
    void sameStatementMayNest();
    void transactionsRollBackUnlessCommitted();
    void failedTransactionsLeaveNothing();
    void durabilityGoesBackToNormal();
    void filesThatCannotBeOpenedFail();
    void damageIsRemembered();

protected:
    void prepare() override
    {
        m_connection = std::make_unique<Connection>();
        QVERIFY(m_connection->open({}, Connection::Mode::Memory));
        QVERIFY(m_connection->execute("CREATE TABLE t (n INTEGER PRIMARY KEY, a, b, c)"));
    }

private:
    qint64 count()
    {
        Statement row = m_connection->prepare("SELECT count(*) FROM t");
        return row.next() ? row.integer() : -1;
    }
    void insert(int value) { m_connection->prepare("INSERT INTO t (a) VALUES (?)").bind(value).run(); }

    std::unique_ptr<Connection> m_connection;
};

void ConnectionTest::valuesSurvive()
{
    const QString text = u"Grüße, \U0001F600 and a \0 in it"_s;
    const QByteArray blob("\0\xff\x01", 3);
    m_connection->prepare("INSERT INTO t (a, b, c) VALUES (?, ?, ?)")
        .bind(std::numeric_limits<qint64>::min())
        .bind(text)
        .bind(blob)
        .run();
    QCOMPARE(m_connection->lastRowId(), 1);
    QCOMPARE(m_connection->changes(), 1);
    Statement row = m_connection->prepare("SELECT a, b, c FROM t");
    QVERIFY(row.next());
    QCOMPARE(row.integer(), std::numeric_limits<qint64>::min());
    QCOMPARE(row.text(), text);
    QCOMPARE(row.blob(), blob);
    QVERIFY(!row.next());
    QVERIFY(m_connection->ok());
}

void ConnectionTest::nullsAreTold()
{
    m_connection->prepare("INSERT INTO t (a, b, c) VALUES (?, ?, ?)")
        .bind(std::optional<qint64>())
        .bind(std::optional<base::Timestamp>())
        .bind(QString())
        .run();
    Statement row = m_connection->prepare("SELECT a, b, c IS NULL, a FROM t");
    QVERIFY(row.next());
    QVERIFY(!row.optionalInteger());
    QVERIFY(!row.optionalTime());
    QVERIFY2(row.integer() == 0, "a null QString is an empty text");
    QVERIFY(row.isNull());
}

void ConnectionTest::firstFailureSticks()
{
    QVERIFY(!m_connection->execute("SELECT * FROM missing"));
    QVERIFY(!m_connection->ok());
    insert(1);
    QVERIFY(!m_connection->execute("DROP TABLE t"));
    m_connection->fail(base::Error(base::ErrorKind::Internal, u"later"_s));
    const auto error = m_connection->takeError();
    QVERIFY(error);
    QCOMPARE(error->kind, base::ErrorKind::Storage);
    QVERIFY2(error->detail.contains(u"missing"_s), qPrintable(error->detail));
    QVERIFY(m_connection->ok());
    QCOMPARE(count(), 0);
}

void ConnectionTest::statementsAreReused()
{
    for (int i = 0; i < 3; ++i)
        insert(i);
    QCOMPARE(count(), 3);
    // A value bound once must not be there in the next run.
    m_connection->prepare("INSERT INTO t (a) VALUES (?)").run();
    Statement row = m_connection->prepare("SELECT count(*) FROM t WHERE a IS NULL");
    QVERIFY(row.next());
    QCOMPARE(row.integer(), 1);
}

void ConnectionTest::sameStatementMayNest()
{
    for (int i = 0; i < 3; ++i)
        insert(i);
    int pairs = 0;
    const auto all = [this] { return m_connection->prepare("SELECT a FROM t"); };
    Statement outer = all();
    while (outer.next()) {
        Statement inner = all();
        while (inner.next())
            ++pairs;
    }
    QCOMPARE(pairs, 9);
}

void ConnectionTest::transactionsRollBackUnlessCommitted()
{
    {
        Transaction transaction(*m_connection);
        insert(1);
        QVERIFY(m_connection->inTransaction());
    }
    QVERIFY(!m_connection->inTransaction());
    QCOMPARE(count(), 0);
    {
        Transaction transaction(*m_connection);
        insert(1);
        transaction.commit();
    }
    QCOMPARE(count(), 1);
}

void ConnectionTest::failedTransactionsLeaveNothing()
{
    {
        Transaction transaction(*m_connection, Transaction::Durability::Full);
        insert(1);
        m_connection->execute("nonsense");
        insert(2);
        transaction.commit();
    }
    QVERIFY2(!m_connection->ok(), "the end of a transaction keeps its failure");
    QVERIFY(m_connection->takeError());
    QCOMPARE(count(), 0);
}

void ConnectionTest::durabilityGoesBackToNormal()
{
    const auto level = [this] {
        Statement row = m_connection->prepare("PRAGMA synchronous");
        return row.next() ? row.integer() : -1;
    };
    m_connection->execute("PRAGMA synchronous = NORMAL");
    {
        Transaction transaction(*m_connection, Transaction::Durability::Full);
        QCOMPARE(level(), 2);
        transaction.commit();
    }
    QCOMPARE(level(), 1);
}

void ConnectionTest::filesThatCannotBeOpenedFail()
{
    Connection connection;
    QVERIFY(!connection.open(u"/proc/self/nothing/here.db"_s, Connection::Mode::ReadWrite));
    const auto error = connection.takeError();
    QVERIFY(error);
    QCOMPARE(error->kind, base::ErrorKind::Storage);
    QVERIFY(error->message.contains(u"folder"_s));
    QVERIFY(!connection.foundDamage());
}

void ConnectionTest::damageIsRemembered()
{
    QTemporaryDir folder;
    const QString file = folder.filePath(u"broken.db"_s);
    QFile output(file);
    QVERIFY(output.open(QIODevice::WriteOnly));
    output.write(QByteArray("This is no database. ").repeated(100));
    output.close();
    Connection connection;
    QVERIFY(connection.open(file, Connection::Mode::ReadWrite));
    QVERIFY(!connection.execute("SELECT * FROM sqlite_schema"));
    QVERIFY(connection.takeError()->message.contains(u"damaged"_s));
    QVERIFY(connection.foundDamage());
}

QObject *makeConnectionTest()
{
    return new ConnectionTest;
}

#include "tst_connection.moc"
