Attribute VB_Name = "Mailcheck"
' Asks mailcheck about every item before classic Outlook for Windows sends it. Whatever goes wrong keeps the item.
' Import this file as a module, and put the three lines of README.md into ThisOutlookSession. Letters here are ASCII only,
' since the editor reads files in the code page of the system.
Option Explicit

' Where mailcheck.exe is; without a folder it is looked for in PATH.
Private Const PROGRAM As String = "mailcheck.exe"
' {report} and {draft} are files below the folder TEMP.
Private Const ARGUMENTS As String = " --output ""short={report}"" ""{draft}"""

Private Const NOTHING_FOUND As Long = 0
Private Const FOUND As Long = 1
Private Const HIDDEN_WINDOW As Long = 0
' olMSGUnicode: there is no .eml among what Outlook can save.
Private Const MSG_UNICODE As Long = 9

' True when the item must not leave; the user has been told why.
Public Function MailcheckHolds(ByVal Item As Object) As Boolean
    Dim Files As Object, Base As String, Draft As String, Report As String, Code As Long, Reason As String
    MailcheckHolds = True
    On Error GoTo Failed
    Set Files = CreateObject("Scripting.FileSystemObject")
    Base = Files.BuildPath(Environ$("TEMP"), Files.GetBaseName(Files.GetTempName()) & "-mailcheck")
    Draft = Base & ".msg"
    Report = Base & ".txt"
    Item.SaveAs Draft, MSG_UNICODE
    ' Run waits for the end and gives the exit code; Shell would do neither.
    Code = CreateObject("WScript.Shell").Run(CommandLine(Draft, Report), HIDDEN_WINDOW, True)
    If Code = NOTHING_FOUND Then
        MailcheckHolds = False
    Else
        If Files.FileExists(Report) Then Reason = WithoutPlaces(ReadUtf8(Report), Draft)
        If Code = FOUND Then
            Tell Both("NOT_SENT"), Reason
        Else
            Tell Both("NOT_CHECKED"), Reason & vbCrLf & "(" & Code & ")"
        End If
    End If
    Remove Files, Draft
    Remove Files, Report
    Exit Function
Failed:
    Reason = Err.Description
    MailcheckHolds = True
    Tell Both("NOT_CHECKED"), Reason
    If Not Files Is Nothing Then
        Remove Files, Draft
        Remove Files, Report
    End If
End Function

Private Function CommandLine(ByVal Draft As String, ByVal Report As String) As String
    CommandLine = """" & PROGRAM & """" & Replace(Replace(ARGUMENTS, "{report}", Report), "{draft}", Draft)
End Function

' The whole report: OpenTextFile of the file system object knows no UTF-8.
Private Function ReadUtf8(ByVal Path As String) As String
    With CreateObject("ADODB.Stream")
        .Type = 2
        .Charset = "utf-8"
        .Open
        .LoadFromFile Path
        ReadUtf8 = .ReadText
        .Close
    End With
End Function

' Lines begin with the name of our file and a place in it, which say nothing to people: `error[rule]: ...` is left.
Private Function WithoutPlaces(ByVal Text As String, ByVal Draft As String) As String
    Dim Line As Variant, Level As Variant, At As Long
    For Each Line In Split(Replace(Text, vbCr, ""), vbLf)
        If Left$(Line, Len(Draft) + 1) = Draft & ":" Then
            For Each Level In Array(" error[", " warning[", " info[")
                At = InStr(Len(Draft) + 1, Line, Level)
                If At > 0 Then Exit For
            Next
            If At > 0 Then Line = Mid$(Line, At + 1)
        End If
        WithoutPlaces = WithoutPlaces & Line & vbCrLf
    Next
End Function

' A file that is not there, or is held by somebody, stops nothing.
Private Sub Remove(ByVal Files As Object, ByVal Path As String)
    On Error Resume Next
    If Len(Path) > 0 Then If Files.FileExists(Path) Then Files.DeleteFile Path, True
End Sub

Private Sub Tell(ByVal Head As String, ByVal Reason As String)
    On Error Resume Next
    ' MsgBox shows about a thousand letters, and none outside of the code page of the system; Popup shows all.
    CreateObject("WScript.Shell").Popup Head & vbCrLf & vbCrLf & Reason, 0, "mailcheck", vbExclamation
End Sub

' A sentence in English and in Japanese.
Private Function Both(ByVal Name As String) As String
    Select Case Name
        Case "NOT_SENT"
            Both = "Not sent. The item is still open: correct it and send it again." & vbCrLf & FromHex("9001 4FE1 3057 3066 3044 307E 305B 3093 3002 30E1 30FC 30EB 306F 958B 3044 305F 307E 307E 3067 3059 3002 76F4 3057 3066 304B 3089 3001 3082 3046 4E00 5EA6 9001 4FE1 3057 3066 304F 3060 3055 3044 3002")
        Case Else
            Both = "mailcheck could not check this item, so it was not sent." & vbCrLf & FromHex("006D 0061 0069 006C 0063 0068 0065 0063 006B 0020 3067 691C 67FB 3067 304D 306A 304B 3063 305F 305F 3081 3001 9001 4FE1 3057 3066 3044 307E 305B 3093 3002")
    End Select
End Function

Private Function FromHex(ByVal Codes As String) As String
    Dim Code As Variant
    For Each Code In Split(Codes, " ")
        FromHex = FromHex & ChrW$(CLng("&H" & Code & "&"))
    Next
End Function
