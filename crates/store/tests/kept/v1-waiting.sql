PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL);
INSERT INTO meta VALUES('next_key','11');
INSERT INTO meta VALUES('schema','1');
CREATE TABLE document (
  id TEXT PRIMARY KEY, uri TEXT, title TEXT, publisher TEXT, published TEXT, published_basis TEXT,
  hash TEXT NOT NULL, text TEXT NOT NULL, signature BLOB NOT NULL, origin TEXT);
INSERT INTO document VALUES('report-1',NULL,NULL,'Border Wire','2014-01-03','dateline','','',X'','report-1');
INSERT INTO document VALUES('report-2',NULL,NULL,'Morning Ledger','2014-01-03','dateline','','',X'','report-2');
INSERT INTO document VALUES('report-3',NULL,NULL,'Harbour Times','2014-01-03','dateline','','',X'',NULL);
INSERT INTO document VALUES('report-4',NULL,NULL,'North Star','2014-01-03','dateline','','',X'',NULL);
INSERT INTO document VALUES('report-5',NULL,NULL,'City Gazette','2014-01-03','dateline','','',X'',NULL);
CREATE TABLE coding (
  key INTEGER PRIMARY KEY, document TEXT NOT NULL, version TEXT NOT NULL, hash TEXT NOT NULL, current INTEGER NOT NULL,
  UNIQUE (document, version, hash));
INSERT INTO coding VALUES(1,'report-1','events of v1a.jsonl','',1);
INSERT INTO coding VALUES(2,'report-2','events of v1a.jsonl','',1);
INSERT INTO coding VALUES(5,'report-3','events of v1b.jsonl','',1);
INSERT INTO coding VALUES(6,'report-4','events of v1b.jsonl','',1);
INSERT INTO coding VALUES(7,'report-5','events of v1b.jsonl','',1);
CREATE TABLE event (
  key INTEGER PRIMARY KEY, coding INTEGER NOT NULL, id TEXT NOT NULL, document TEXT NOT NULL, current INTEGER NOT NULL,
  event_type TEXT NOT NULL, mode TEXT, quad INTEGER NOT NULL, cameo TEXT NOT NULL, goldstein REAL NOT NULL,
  factuality TEXT NOT NULL, start_day TEXT, end_day TEXT, place_country TEXT, place_adm1 TEXT, lat REAL, lon REAL,
  killed INTEGER, confidence REAL NOT NULL, publisher TEXT, published TEXT, body TEXT NOT NULL);
INSERT INTO event VALUES(3,1,'0000000000000001','report-1',1,'ASSAULT','aerial',4,'195',-10.0,'actual','2014-01-03','2014-01-03','ZMB',NULL,NULL,NULL,9,0.52000000000000001776,'Border Wire','2014-01-03','{"schema":"detente.event/1","id":"0000000000000001","document":{"id":"report-1","title":null,"publisher":"Border Wire","published":"2014-01-03","published_basis":"dateline","uri":null},"sentence":1,"text":"At least 9 people were killed when aircraft of Anguilla bombed Zambia, officials of Zambia said.","event_type":"ASSAULT","mode":"aerial","contexts":["military"],"cameo":"195","quad_class":4,"goldstein":-10.0,"source":[{"text":"Anguilla","name":"Anguilla","id":"AIA","country":"AIA","sectors":["GOV"],"code":"AIAGOV","span":[0,8]}],"target":[{"text":"Zambia","name":"Zambia","id":"ZMB","country":"ZMB","sectors":["GOV"],"code":"ZMBGOV","span":[20,26]}],"reciprocal":false,"date":{"start":"2014-01-03","end":"2014-01-03","granularity":"day","basis":"expression","text":"on the day"},"place":{"name":"Zambia","country":"ZMB","adm1":null,"lat":null,"lon":null,"precision":"country","geonameid":null,"span":null},"casualties":{"killed":{"low":9,"high":9,"text":"9"},"injured":null,"arrested":null},"factuality":"actual","attribution":[],"trigger":{"text":"least","span":[100,106]},"confidence":0.52,"derivation":{"frame":"195#strike","path":[],"notes":[]},"mentions":[],"variants":[]}');
INSERT INTO event VALUES(4,2,'0000000000000002','report-2',1,'ASSAULT','aerial',4,'195',-10.0,'actual','2014-01-03','2014-01-03','ZMB',NULL,NULL,NULL,9,0.52000000000000001776,'Morning Ledger','2014-01-03','{"schema":"detente.event/1","id":"0000000000000002","document":{"id":"report-2","title":null,"publisher":"Morning Ledger","published":"2014-01-03","published_basis":"dateline","uri":null},"sentence":1,"text":"At least 9 people were killed when aircraft of Anguilla bombed Zambia, officials of Zambia said.","event_type":"ASSAULT","mode":"aerial","contexts":["military"],"cameo":"195","quad_class":4,"goldstein":-10.0,"source":[{"text":"Anguilla","name":"Anguilla","id":"AIA","country":"AIA","sectors":["GOV"],"code":"AIAGOV","span":[0,8]}],"target":[{"text":"Zambia","name":"Zambia","id":"ZMB","country":"ZMB","sectors":["GOV"],"code":"ZMBGOV","span":[20,26]}],"reciprocal":false,"date":{"start":"2014-01-03","end":"2014-01-03","granularity":"day","basis":"expression","text":"on the day"},"place":{"name":"Zambia","country":"ZMB","adm1":null,"lat":null,"lon":null,"precision":"country","geonameid":null,"span":null},"casualties":{"killed":{"low":9,"high":9,"text":"9"},"injured":null,"arrested":null},"factuality":"actual","attribution":[],"trigger":{"text":"least","span":[100,106]},"confidence":0.52,"derivation":{"frame":"195#strike","path":[],"notes":[]},"mentions":[],"variants":[]}');
INSERT INTO event VALUES(8,5,'0000000000000003','report-3',1,'ASSAULT','aerial',4,'195',-10.0,'actual',NULL,NULL,'ZMB',NULL,NULL,NULL,9,0.52000000000000001776,'Harbour Times','2014-01-03','{"schema":"detente.event/1","id":"0000000000000003","document":{"id":"report-3","title":null,"publisher":"Harbour Times","published":"2014-01-03","published_basis":"dateline","uri":null},"sentence":1,"text":"At least 9 people were killed when aircraft of Anguilla bombed Zambia, officials of Zambia said.","event_type":"ASSAULT","mode":"aerial","contexts":["military"],"cameo":"195","quad_class":4,"goldstein":-10.0,"source":[{"text":"Anguilla","name":"Anguilla","id":"AIA","country":"AIA","sectors":["GOV"],"code":"AIAGOV","span":[0,8]}],"target":[{"text":"Zambia","name":"Zambia","id":"ZMB","country":"ZMB","sectors":["GOV"],"code":"ZMBGOV","span":[20,26]}],"reciprocal":false,"date":null,"place":{"name":"Zambia","country":"ZMB","adm1":null,"lat":null,"lon":null,"precision":"country","geonameid":null,"span":null},"casualties":{"killed":{"low":9,"high":9,"text":"9"},"injured":null,"arrested":null},"factuality":"actual","attribution":[],"trigger":{"text":"least","span":[100,106]},"confidence":0.52,"derivation":{"frame":"195#strike","path":[],"notes":[]},"mentions":[],"variants":[]}');
INSERT INTO event VALUES(9,6,'0000000000000004','report-4',1,'ASSAULT','aerial',4,'195',-10.0,'actual','2014-01-01','2014-12-31','ZMB',NULL,NULL,NULL,9,0.52000000000000001776,'North Star','2014-01-03','{"schema":"detente.event/1","id":"0000000000000004","document":{"id":"report-4","title":null,"publisher":"North Star","published":"2014-01-03","published_basis":"dateline","uri":null},"sentence":1,"text":"At least 9 people were killed when aircraft of Anguilla bombed Zambia, officials of Zambia said.","event_type":"ASSAULT","mode":"aerial","contexts":["military"],"cameo":"195","quad_class":4,"goldstein":-10.0,"source":[{"text":"Anguilla","name":"Anguilla","id":"AIA","country":"AIA","sectors":["GOV"],"code":"AIAGOV","span":[0,8]}],"target":[{"text":"Zambia","name":"Zambia","id":"ZMB","country":"ZMB","sectors":["GOV"],"code":"ZMBGOV","span":[20,26]}],"reciprocal":false,"date":{"start":"2014-01-01","end":"2014-12-31","granularity":"year","basis":"expression","text":null},"place":{"name":"Zambia","country":"ZMB","adm1":null,"lat":null,"lon":null,"precision":"country","geonameid":null,"span":null},"casualties":{"killed":{"low":9,"high":9,"text":"9"},"injured":null,"arrested":null},"factuality":"actual","attribution":[],"trigger":{"text":"least","span":[100,106]},"confidence":0.52,"derivation":{"frame":"195#strike","path":[],"notes":[]},"mentions":[],"variants":[]}');
INSERT INTO event VALUES(10,7,'0000000000000005','report-5',1,'ASSAULT','aerial',4,'195',-10.0,'actual','2014-01-03','2014-01-03',NULL,NULL,NULL,NULL,9,0.52000000000000001776,'City Gazette','2014-01-03','{"schema":"detente.event/1","id":"0000000000000005","document":{"id":"report-5","title":null,"publisher":"City Gazette","published":"2014-01-03","published_basis":"dateline","uri":null},"sentence":1,"text":"At least 9 people were killed when aircraft of Anguilla bombed Zambia, officials of Zambia said.","event_type":"ASSAULT","mode":"aerial","contexts":["military"],"cameo":"195","quad_class":4,"goldstein":-10.0,"source":[{"text":"Anguilla","name":"Anguilla","id":null,"country":null,"sectors":["GOV"],"code":null,"span":[0,8]}],"target":[{"text":"Zambia","name":"Zambia","id":null,"country":null,"sectors":["GOV"],"code":null,"span":[20,26]}],"reciprocal":false,"date":{"start":"2014-01-03","end":"2014-01-03","granularity":"day","basis":"expression","text":"on the day"},"place":null,"casualties":{"killed":{"low":9,"high":9,"text":"9"},"injured":null,"arrested":null},"factuality":"actual","attribution":[],"trigger":{"text":"least","span":[100,106]},"confidence":0.52,"derivation":{"frame":"195#strike","path":[],"notes":[]},"mentions":[],"variants":[]}');
CREATE TABLE party (
  event INTEGER NOT NULL, side INTEGER NOT NULL, place INTEGER NOT NULL, id TEXT, country TEXT, sectors TEXT NOT NULL, name TEXT NOT NULL, day TEXT,
  PRIMARY KEY (event, side, place)) WITHOUT ROWID;
INSERT INTO party VALUES(3,0,0,'AIA','AIA',' GOV ','Anguilla','2014-01-03');
INSERT INTO party VALUES(3,1,0,'ZMB','ZMB',' GOV ','Zambia','2014-01-03');
INSERT INTO party VALUES(3,3,0,NULL,'ZMB','','Zambia','2014-01-03');
INSERT INTO party VALUES(4,0,0,'AIA','AIA',' GOV ','Anguilla','2014-01-03');
INSERT INTO party VALUES(4,1,0,'ZMB','ZMB',' GOV ','Zambia','2014-01-03');
INSERT INTO party VALUES(4,3,0,NULL,'ZMB','','Zambia','2014-01-03');
INSERT INTO party VALUES(8,0,0,'AIA','AIA',' GOV ','Anguilla',NULL);
INSERT INTO party VALUES(8,1,0,'ZMB','ZMB',' GOV ','Zambia',NULL);
INSERT INTO party VALUES(8,3,0,NULL,'ZMB','','Zambia',NULL);
INSERT INTO party VALUES(9,0,0,'AIA','AIA',' GOV ','Anguilla','2014-01-01');
INSERT INTO party VALUES(9,1,0,'ZMB','ZMB',' GOV ','Zambia','2014-01-01');
INSERT INTO party VALUES(9,3,0,NULL,'ZMB','','Zambia','2014-01-01');
INSERT INTO party VALUES(10,0,0,NULL,NULL,' GOV ','Anguilla','2014-01-03');
INSERT INTO party VALUES(10,1,0,NULL,NULL,' GOV ','Zambia','2014-01-03');
CREATE TABLE dyad (
  source TEXT NOT NULL, target TEXT NOT NULL, day TEXT NOT NULL, event INTEGER NOT NULL, back INTEGER NOT NULL, current INTEGER NOT NULL,
  factuality TEXT NOT NULL, event_type TEXT NOT NULL, quad INTEGER NOT NULL, goldstein REAL NOT NULL, intensity REAL NOT NULL,
  PRIMARY KEY (source, target, day, event)) WITHOUT ROWID;
INSERT INTO dyad VALUES('AIA','ZMB','2014-01-03',3,0,1,'actual','ASSAULT',4,-10.0,-9.3000000000000007105);
INSERT INTO dyad VALUES('AIA','ZMB','2014-01-03',4,0,1,'actual','ASSAULT',4,-10.0,-9.3000000000000007105);
CREATE TABLE problem (coding INTEGER NOT NULL, document TEXT NOT NULL, from_char INTEGER, to_char INTEGER, message TEXT NOT NULL);
CREATE TABLE dirty (id TEXT PRIMARY KEY);
INSERT INTO dirty VALUES('0000000000000003');
INSERT INTO dirty VALUES('0000000000000004');
INSERT INTO dirty VALUES('0000000000000005');
CREATE TABLE incident (
  id TEXT PRIMARY KEY, event_type TEXT NOT NULL, mode TEXT, quad INTEGER NOT NULL, cameo TEXT NOT NULL, goldstein REAL NOT NULL, factuality TEXT NOT NULL,
  start_day TEXT, end_day TEXT, place_country TEXT, place_adm1 TEXT, lat REAL, lon REAL, killed INTEGER, reports INTEGER NOT NULL,
  origins INTEGER NOT NULL, disputes INTEGER NOT NULL, body TEXT NOT NULL);
INSERT INTO incident VALUES('i-0000000000000001','ASSAULT','aerial',4,'195',-10.0,'actual','2014-01-03','2014-01-03','ZMB',NULL,NULL,NULL,9,2,2,0,'{"schema":"detente.incident/1","id":"i-0000000000000001","event_type":"ASSAULT","mode":"aerial","contexts":["military"],"cameo":"195","quad_class":4,"goldstein":-10.0,"source":[{"text":"Anguilla","name":"Anguilla","id":"AIA","country":"AIA","sectors":["GOV"],"code":"AIAGOV","span":[0,8]}],"target":[{"text":"Zambia","name":"Zambia","id":"ZMB","country":"ZMB","sectors":["GOV"],"code":"ZMBGOV","span":[20,26]}],"reciprocal":false,"date":{"start":"2014-01-03","end":"2014-01-03","granularity":"day","basis":"expression","text":"on the day"},"place":{"name":"Zambia","country":"ZMB","adm1":null,"lat":null,"lon":null,"precision":"country","geonameid":null,"span":null},"factuality":"actual","killed":{"low":9,"best":9,"high":9,"rule":"the newest number of 2 of 2 origins","numbers":[{"event":"0000000000000001","low":9,"high":9,"text":"9","speaker":null,"published":"2014-01-03"},{"event":"0000000000000002","low":9,"high":9,"text":"9","speaker":null,"published":"2014-01-03"}]},"injured":null,"reports":2,"origins":2,"accounts":[{"origin":"report-1","event":{"schema":"detente.event/1","id":"0000000000000001","document":{"id":"report-1","title":null,"publisher":"Border Wire","published":"2014-01-03","published_basis":"dateline","uri":null},"sentence":1,"text":"At least 9 people were killed when aircraft of Anguilla bombed Zambia, officials of Zambia said.","event_type":"ASSAULT","mode":"aerial","contexts":["military"],"cameo":"195","quad_class":4,"goldstein":-10.0,"source":[{"text":"Anguilla","name":"Anguilla","id":"AIA","country":"AIA","sectors":["GOV"],"code":"AIAGOV","span":[0,8]}],"target":[{"text":"Zambia","name":"Zambia","id":"ZMB","country":"ZMB","sectors":["GOV"],"code":"ZMBGOV","span":[20,26]}],"reciprocal":false,"date":{"start":"2014-01-03","end":"2014-01-03","granularity":"day","basis":"expression","text":"on the day"},"place":{"name":"Zambia","country":"ZMB","adm1":null,"lat":null,"lon":null,"precision":"country","geonameid":null,"span":null},"casualties":{"killed":{"low":9,"high":9,"text":"9"},"injured":null,"arrested":null},"factuality":"actual","attribution":[],"trigger":{"text":"least","span":[100,106]},"confidence":0.52,"derivation":{"frame":"195#strike","path":[],"notes":[]},"mentions":[],"variants":[]}},{"origin":"report-2","event":{"schema":"detente.event/1","id":"0000000000000002","document":{"id":"report-2","title":null,"publisher":"Morning Ledger","published":"2014-01-03","published_basis":"dateline","uri":null},"sentence":1,"text":"At least 9 people were killed when aircraft of Anguilla bombed Zambia, officials of Zambia said.","event_type":"ASSAULT","mode":"aerial","contexts":["military"],"cameo":"195","quad_class":4,"goldstein":-10.0,"source":[{"text":"Anguilla","name":"Anguilla","id":"AIA","country":"AIA","sectors":["GOV"],"code":"AIAGOV","span":[0,8]}],"target":[{"text":"Zambia","name":"Zambia","id":"ZMB","country":"ZMB","sectors":["GOV"],"code":"ZMBGOV","span":[20,26]}],"reciprocal":false,"date":{"start":"2014-01-03","end":"2014-01-03","granularity":"day","basis":"expression","text":"on the day"},"place":{"name":"Zambia","country":"ZMB","adm1":null,"lat":null,"lon":null,"precision":"country","geonameid":null,"span":null},"casualties":{"killed":{"low":9,"high":9,"text":"9"},"injured":null,"arrested":null},"factuality":"actual","attribution":[],"trigger":{"text":"least","span":[100,106]},"confidence":0.52,"derivation":{"frame":"195#strike","path":[],"notes":[]},"mentions":[],"variants":[]}}],"disputes":[],"flags":[]}');
CREATE TABLE account (event TEXT PRIMARY KEY, incident TEXT NOT NULL);
INSERT INTO account VALUES('0000000000000001','i-0000000000000001');
INSERT INTO account VALUES('0000000000000002','i-0000000000000001');
CREATE TABLE incident_dyad (
  source TEXT NOT NULL, target TEXT NOT NULL, day TEXT NOT NULL, incident TEXT NOT NULL, back INTEGER NOT NULL,
  PRIMARY KEY (source, target, day, incident)) WITHOUT ROWID;
INSERT INTO incident_dyad VALUES('AIA','ZMB','2014-01-03','i-0000000000000001',0);
CREATE TABLE decision (incident TEXT NOT NULL, body TEXT NOT NULL);
INSERT INTO decision VALUES('i-0000000000000001','{"events":["0000000000000001","0000000000000002"],"joined":true,"evidence":{"kind":1.5,"source":1.2,"target":1.2,"place":0.1,"time":1.0,"toll":1.2,"words":2.5500000000000007,"total":6.95},"reason":"mean evidence 6.95"}');
CREATE TABLE hand (key INTEGER PRIMARY KEY, body TEXT NOT NULL);
CREATE TABLE alert (key INTEGER PRIMARY KEY, rule TEXT NOT NULL, day TEXT NOT NULL, body TEXT NOT NULL);
CREATE TABLE import (source TEXT NOT NULL, id TEXT NOT NULL, day TEXT NOT NULL, from_country TEXT, to_country TEXT, quad INTEGER, code TEXT, score REAL,
  PRIMARY KEY (source, id, day));
CREATE INDEX event_id ON event (id);
CREATE INDEX event_document ON event (document);
CREATE INDEX event_day ON event (start_day);
CREATE INDEX party_country ON party (country, day);
CREATE INDEX dyad_event ON dyad (event);
CREATE INDEX problem_coding ON problem (coding);
CREATE INDEX incident_day ON incident (start_day);
CREATE INDEX account_incident ON account (incident);
CREATE INDEX incident_dyad_incident ON incident_dyad (incident);
CREATE INDEX decision_incident ON decision (incident);
CREATE INDEX import_dyad ON import (from_country, to_country, day);
COMMIT;
