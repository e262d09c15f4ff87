<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- English is written in the sources; here are only its plurals. After a change:
     lupdate -I . -I app -pluralonly -locations none ui app -ts resources/translations/spanway_en.ts
     (it takes the context "http" of http/words.h for "Words"). -->
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>http</name>
    <message numerus="yes">
        <source>The reply from %1 stopped early (%n byte(s) kept).</source>
        <translation>
            <numerusform>The reply from %1 stopped early (%n byte kept).</numerusform>
            <numerusform>The reply from %1 stopped early (%n bytes kept).</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>No address was found for %1 within %n second(s). Check the name and the network connection.</source>
        <translation>
            <numerusform>No address was found for %1 within %n second. Check the name and the network connection.</numerusform>
            <numerusform>No address was found for %1 within %n seconds. Check the name and the network connection.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 did not take the connection within %n second(s). Check address and port, and whether a firewall is in between.</source>
        <translation>
            <numerusform>%1 did not take the connection within %n second. Check address and port, and whether a firewall is in between.</numerusform>
            <numerusform>%1 did not take the connection within %n seconds. Check address and port, and whether a firewall is in between.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 did not finish the TLS handshake within %n second(s). Check that this port speaks TLS.</source>
        <translation>
            <numerusform>%1 did not finish the TLS handshake within %n second. Check that this port speaks TLS.</numerusform>
            <numerusform>%1 did not finish the TLS handshake within %n seconds. Check that this port speaks TLS.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>No data from %1 for %n second(s). The request may have been processed; it was not repeated.</source>
        <translation>
            <numerusform>No data from %1 for %n second. The request may have been processed; it was not repeated.</numerusform>
            <numerusform>No data from %1 for %n seconds. The request may have been processed; it was not repeated.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The connection to %1 was reset; the reply is incomplete (%n byte(s) kept).</source>
        <translation>
            <numerusform>The connection to %1 was reset; the reply is incomplete (%n byte kept).</numerusform>
            <numerusform>The connection to %1 was reset; the reply is incomplete (%n bytes kept).</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::ChatHeader</name>
    <message numerus="yes">
        <source>%n turns</source>
        <translation>
            <numerusform>%n turn</numerusform>
            <numerusform>%n turns</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n turns · %1 tokens</source>
        <translation>
            <numerusform>%n turn · %1 tokens</numerusform>
            <numerusform>%n turns · %1 tokens</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::MainWindow</name>
    <message numerus="yes">
        <source>%n trace(s) read</source>
        <translation>
            <numerusform>%n trace read</numerusform>
            <numerusform>%n traces read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n trace(s) read; %1</source>
        <translation>
            <numerusform>%n trace read; %1</numerusform>
            <numerusform>%n traces read; %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::ModelEditor</name>
    <message numerus="yes">
        <source>%n model(s) listed by the gateway</source>
        <translation>
            <numerusform>%n model listed by the gateway</numerusform>
            <numerusform>%n models listed by the gateway</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new</source>
        <translation>
            <numerusform>%n new</numerusform>
            <numerusform>%n new</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::OutboxMove</name>
    <message numerus="yes">
        <source>%n trace(s) wait for %1, experiment %2. Left alone, they stay meant for it.</source>
        <translation>
            <numerusform>%n trace waits for %1, experiment %2. Left alone, it stays meant for it.</numerusform>
            <numerusform>%n traces wait for %1, experiment %2. Left alone, they stay meant for it.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::TraceListPane</name>
    <message numerus="yes">
        <source>%n new</source>
        <translation>
            <numerusform>%n new</numerusform>
            <numerusform>%n new</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::TraceSummary</name>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n failed</numerusform>
            <numerusform>%n failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n issues</source>
        <translation>
            <numerusform>%n issue</numerusform>
            <numerusform>%n issues</numerusform>
        </translation>
    </message>
</context>
</TS>
