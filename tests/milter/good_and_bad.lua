-- What miltertest, which shares nothing with us, hears from `mailcheck milter`; called by miltertest.sh.
-- mt.eom_check(conn, MT_SMTPREPLY, code, ...) joins its words with blanks and compares them with the whole reply, whatever its
-- manual says: a reply of several lines is matched by all of its text in one word only.

local refusal = "550-5.7.1 mailcheck: not sent: error[exposed-personal-addresses]: "
	.. "5 people's private addresses are visible to every recipient\r\n"
	.. "550 5.7.1   help: move them to Bcc, or send one message to each"
local private = "hana.test01@gmail.com, taro.test02@docomo.ne.jp,\n yui.test03@yahoo.co.jp, ken.test04@gmail.com, "
	.. "mei.test05@ezweb.ne.jp"

-- The conversation up to the end of a message.
local function send(conn, to, fields)
	mt.macro(conn, SMFIC_MAIL, "i", "4FzA1B")
	mt.mailfrom(conn, "<ann@tsubame.example>")
	mt.rcptto(conn, "<bob@tsubame.example>")
	mt.header(conn, "From", "Ann <ann@tsubame.example>")
	mt.header(conn, "To", to)
	for _, body in ipairs(fields) do
		mt.header(conn, "Mailcheck-Allow", body)
	end
	mt.header(conn, "Subject", "Minutes")
	mt.bodystring(conn, "Dear Bob,\r\n\r\nhere they are.\r\n")
	mt.eom(conn)
	return mt.getreply(conn)
end

local function connect()
	local conn = mt.connect(socket, 40, 0.25)
	return conn or error("nobody listens")
end

local conn = connect()
for _ = 1, 2 do
	if send(conn, "Bob <bob@tsubame.example>", {}) ~= SMFIR_ACCEPT then
		error("a good mail was not accepted")
	end
end
mt.disconnect(conn)

conn = connect()
if send(conn, private, {}) ~= SMFIR_REPLYCODE then
	error("a bad mail was not refused")
end
if not mt.eom_check(conn, MT_SMTPREPLY, refusal) then
	error("a bad mail was refused in other words")
end
mt.disconnect(conn)

conn = connect()
local allowed = "exposed-personal-addresses; they know each other"
if send(conn, private, { allowed, allowed }) ~= SMFIR_ACCEPT then
	error("an allowance did not count")
end
for number = 1, 2 do
	if not mt.eom_check(conn, MT_HDRDELETE, "Mailcheck-Allow", number) then
		error("our own field was not taken out")
	end
end
mt.disconnect(conn)
mt.echo("all as promised")
